package io.dsstream.bench.report;

import java.util.List;

/** What {@code report.js} draws; its fields are read there by name. */
sealed interface Chart {
  /** What it shows, without the unit. */
  String title();

  /** If it takes the whole width of the page. */
  boolean wide();

  default String html() {
    return """
        <figure%s data-chart="%s"><figcaption>%s</figcaption></figure>
        """
        .formatted(
            wide() ? " class=\"wide\"" : "", Html.escape(Json.text(this)), Html.escape(title()));
  }

  /** Horizontal bars from zero. */
  record Bars(String title, String unit, boolean wide, List<Bar> bars) implements Chart {}

  /**
   * One bar.
   *
   * @param group a heading above this bar and those after it that have the same; or empty
   * @param low where the whisker begins, never NaN
   * @param label the figure as text, at the bar's end
   */
  record Bar(String group, String name, double value, double low, double high, String label) {}

  /**
   * Lines, on logarithmic axes where the values span decades.
   *
   * @param categories names for x = 0, 1 and so on; empty if x is a number
   * @param limit a level to stay below, or null
   */
  record Lines(
      String title,
      String x,
      String unit,
      List<String> categories,
      Limit limit,
      List<Series> series)
      implements Chart {
    @Override
    public boolean wide() {
      return false;
    }
  }

  /** A level, and what it means. */
  record Limit(double value, String label) {}

  /** One line, its points from left to right. */
  record Series(String name, List<Point> points) {}

  /** One point with its whisker. */
  record Point(double x, double y, double low, double high) {}
}
