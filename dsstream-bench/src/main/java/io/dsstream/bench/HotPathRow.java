package io.dsstream.bench;

/** A {@link Row} as the report's JSON has it; errors and allocation may be NaN. */
record HotPathRow(
    String text,
    String implementation,
    double bytesPerSecond,
    double bytesError,
    double wordsPerSecond,
    double wordsError,
    double allocatedPerBlock,
    double allocatedPerWord) {
  static HotPathRow of(Row row) {
    return new HotPathRow(
        row.subject().text(),
        row.subject().implementation(),
        row.bytes().perSecond(),
        row.bytes().error(),
        row.words().perSecond(),
        row.words().error(),
        row.allocated(),
        row.allocatedPerWord());
  }
}
