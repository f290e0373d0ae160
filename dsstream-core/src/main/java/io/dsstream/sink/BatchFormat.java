package io.dsstream.sink;

import io.dsstream.span.BatchResult;

/** A batch's result as text. */
interface BatchFormat {
  /** What stands before the first batch. */
  default String header() {
    return "";
  }

  /** One batch, its last line ended by {@code \n}. */
  String format(BatchResult result);
}
