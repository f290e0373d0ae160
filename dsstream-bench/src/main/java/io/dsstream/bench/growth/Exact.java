package io.dsstream.bench.growth;

/** A figure of one who counts wrongly is no result. */
final class Exact {
  private Exact() {}

  /**
   * Checks a count.
   *
   * @throws IllegalStateException if it is wrong
   */
  static void require(String what, long expected, long counted) {
    if (counted != expected) {
      throw new IllegalStateException("%s must be %,d: %,d".formatted(what, expected, counted));
    }
  }
}
