/** What a batch costs as something grows: its text, its words, its threads, its connections. */
package io.dsstream.bench.growth;
