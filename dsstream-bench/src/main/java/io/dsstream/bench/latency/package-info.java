/**
 * How long a line takes from its server to its printed count, beside Spark's own word count.
 *
 * <p>{@link io.dsstream.bench.latency.LatencyMain} sends lines at fixed times to one {@code
 * LatencyContender} after another, each in a JVM of its own ({@code LatencyContenderMain}) that
 * prints its counts to a pipe, and reads them from there: both ends of a line's way are seen by one
 * process and on one clock.
 */
package io.dsstream.bench.latency;
