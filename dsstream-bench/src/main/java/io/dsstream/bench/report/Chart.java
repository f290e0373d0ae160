package io.dsstream.bench.report;

import java.util.List;
import java.util.stream.DoubleStream;

/** What {@code report.js} draws; its fields are read there by name. */
sealed interface Chart {
  /** What it shows, without the unit. */
  String title();

  /** If it takes the whole width of the page. */
  boolean wide();

  /** If there is nothing to draw. */
  boolean isEmpty();

  default String html() {
    return """
        <figure%s data-chart="%s"><figcaption>%s</figcaption></figure>
        """
        .formatted(
            wide() ? " class=\"wide\"" : "", Html.escape(Json.text(this)), Html.escape(title()));
  }

  /** Horizontal bars from zero. */
  record Bars(String title, String unit, boolean wide, List<Bar> bars) implements Chart {
    @Override
    public boolean isEmpty() {
      return bars.isEmpty();
    }
  }

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
    public Lines {
      series = series.stream().filter(one -> !one.points.isEmpty()).toList();
    }

    @Override
    public boolean wide() {
      return false;
    }

    @Override
    public boolean isEmpty() {
      return series.isEmpty();
    }
  }

  /** A level, and what it means. */
  record Limit(double value, String label) {}

  /** One line, its points from left to right; those that are no numbers are left out. */
  record Series(String name, List<Point> points) {
    public Series {
      points = points.stream().filter(Point::isFinite).toList();
    }
  }

  /** One point with its whisker. */
  record Point(double x, double y, double low, double high) {
    private boolean isFinite() {
      return DoubleStream.of(x, y, low, high).allMatch(Double::isFinite);
    }
  }
}
