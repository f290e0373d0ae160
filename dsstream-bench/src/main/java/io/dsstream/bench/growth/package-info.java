/**
 * What a batch costs as something grows: its text, its words, its threads, its connections, its
 * interval, or what a job remembers of the batches before it.
 */
package io.dsstream.bench.growth;
