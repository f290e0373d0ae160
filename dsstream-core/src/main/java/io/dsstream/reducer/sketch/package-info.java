/**
 * Aggregates that are estimates, from <a href="https://datasketches.apache.org">Apache
 * DataSketches</a>, which Spark carries and a job without Spark's SQL must add. {@link
 * io.dsstream.reducer.sketch.Sketches} lists them.
 */
package io.dsstream.reducer.sketch;
