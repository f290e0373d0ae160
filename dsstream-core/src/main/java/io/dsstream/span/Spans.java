package io.dsstream.span;

/** The spans there are. */
public final class Spans {
  private Spans() {}

  /** Each batch for itself. */
  public static Span eachBatch() {
    return new EachBatch();
  }
}
