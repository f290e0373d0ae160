/** Benchmarks of {@code io.dsstream.span}: counting what a batch holds. */
package io.dsstream.bench.span;
