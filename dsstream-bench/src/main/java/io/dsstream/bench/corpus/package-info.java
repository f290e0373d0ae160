/** The texts that are counted. {@link io.dsstream.bench.corpus.Corpora} lists them. */
package io.dsstream.bench.corpus;
