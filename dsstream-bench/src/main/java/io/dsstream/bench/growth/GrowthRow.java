package io.dsstream.bench.growth;

import io.dsstream.bench.Figures;
import io.dsstream.bench.report.Spread;

/**
 * One point of a curve, as the report's JSON has it.
 *
 * @param curve its name
 * @param contender who was measured
 * @param x how large the thing is that grows
 * @param xUnit its unit, or empty where the curve's name says it
 * @param value the median of what was measured; NaN, as the extremes, if there is none
 * @param min the smallest
 * @param max the largest
 * @param note why there is none, or empty
 */
record GrowthRow(
    String curve,
    String contender,
    double x,
    String xUnit,
    double value,
    String valueUnit,
    double min,
    double max,
    String note) {
  private static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN);

  static GrowthRow of(Curve curve, String contender, int x, Spread figure) {
    return of(curve, contender, x, figure, "");
  }

  /** A point that the contender could not do. */
  static GrowthRow missing(Curve curve, String contender, int x, String why) {
    return of(curve, contender, x, NONE, why);
  }

  private static GrowthRow of(Curve curve, String contender, int x, Spread figure, String note) {
    return new GrowthRow(
        curve.toString(),
        contender,
        x,
        curve.xUnit(),
        figure.median(),
        curve.valueUnit(),
        figure.min(),
        figure.max(),
        note);
  }

  boolean isMissing() {
    return Double.isNaN(value);
  }

  /** Its place in the line of the same curve and contender. */
  boolean isInLineWith(GrowthRow other) {
    return curve.equals(other.curve) && contender.equals(other.contender);
  }

  /** Which point it is, for people. */
  String label() {
    return Figures.format("%s, %,.0f %s, %s", curve, x, xUnit, contender).replace(" ,", ",");
  }
}
