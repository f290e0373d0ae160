/**
 * Joins: of a stream with a table that may change, {@link io.dsstream.join.JoinTable}, and of two
 * streams over a window. {@link io.dsstream.join.Joins} has them for streams of pairs; of results
 * it is {@code Sinks.joined} and {@code JoinedPipeline}. Tables are read by Apache Commons CSV,
 * which a job must add.
 */
package io.dsstream.join;
