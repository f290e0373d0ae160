package io.dsstream.sink;

import io.dsstream.span.BatchResult;

/** A batch's result as text. */
interface BatchFormat {
  /** What stands before the first batch, which this is. */
  default String header(BatchResult first) {
    return "";
  }

  /** One batch, its last line ended by {@code \n}. */
  String format(BatchResult result);
}
