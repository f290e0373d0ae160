package io.dsstream.bench.latency;

/**
 * What was measured of one contender at one batch interval; times in milliseconds.
 *
 * @param contender its name
 * @param intervalMillis the batch interval
 * @param lines how many lines the percentiles are of; all others were counted too
 * @param p50Millis from a line's intended time to its printed count: the median
 * @param processingP50Millis Spark's processing time of a batch: the median
 * @param maxSchedulingDelayMillis the longest that a batch waited for those before it
 */
public record LatencyRow(
    String contender,
    long intervalMillis,
    long lines,
    double p50Millis,
    double p90Millis,
    double p99Millis,
    double p999Millis,
    double maxMillis,
    long processingMinMillis,
    long processingP50Millis,
    long processingP99Millis,
    long processingMaxMillis,
    long maxSchedulingDelayMillis) {}
