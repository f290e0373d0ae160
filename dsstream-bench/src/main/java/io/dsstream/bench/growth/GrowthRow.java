package io.dsstream.bench.growth;

import io.dsstream.bench.report.Spread;

/**
 * One point of a curve, as the report's JSON has it.
 *
 * @param curve its name
 * @param contender who was measured
 * @param x how large the thing is that grows
 * @param xUnit its unit, or empty where the curve's name says it
 * @param value the median of what was measured
 * @param min the smallest
 * @param max the largest
 */
record GrowthRow(
    String curve,
    String contender,
    double x,
    String xUnit,
    double value,
    String valueUnit,
    double min,
    double max) {
  private static final String CONTENDER = "dsstream";

  static GrowthRow of(Curve curve, int x, Spread figure) {
    return new GrowthRow(
        curve.toString(),
        CONTENDER,
        x,
        curve.xUnit(),
        figure.median(),
        curve.valueUnit(),
        figure.min(),
        figure.max());
  }
}
