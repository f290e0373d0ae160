/**
 * The whole job, from a TCP port to counts, beside its peers.
 *
 * <p>{@link io.dsstream.bench.pipeline.PipelineMain} sends a text to one {@code Contender} after
 * another, each in a JVM of its own ({@code ContenderMain}), and checks that every word was
 * counted.
 */
package io.dsstream.bench.pipeline;
