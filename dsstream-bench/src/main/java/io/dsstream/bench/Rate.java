package io.dsstream.bench;

import org.openjdk.jmh.results.Result;

/**
 * A rate and how sure it is.
 *
 * @param perSecond the mean over all measured iterations
 * @param error half the width of its 99.9 % confidence interval; NaN if there are too few
 */
record Rate(double perSecond, double error) {
  static Rate of(Result<?> result) {
    return new Rate(result.getScore(), result.getScoreError());
  }

  /** In millions a second, with the error if there is one. */
  String inMillions() {
    String mean = Figures.format("%.1f", perSecond / 1e6);
    return Double.isNaN(error) ? mean : mean + Figures.format(" ± %.1f", error / 1e6);
  }
}
