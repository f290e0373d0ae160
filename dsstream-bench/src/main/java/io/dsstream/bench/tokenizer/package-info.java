/** Benchmarks of {@code io.dsstream.tokenizer}: counting words by other rules than the default. */
package io.dsstream.bench.tokenizer;
