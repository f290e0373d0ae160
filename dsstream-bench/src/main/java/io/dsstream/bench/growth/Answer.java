package io.dsstream.bench.growth;

import io.dsstream.span.BatchResult;
import io.dsstream.table.WordCount;
import java.util.List;

/**
 * What a job says after a batch of all that it remembers.
 *
 * @param total how many words; {@value #NO_TOTAL} where it tells values
 * @param distinct how many of them differ
 * @param first the largest counts, at most {@value #LIMIT}, in falling order
 */
record Answer(long total, long distinct, List<Long> first) {
  static final int LIMIT = 10;
  static final long NO_TOTAL = -1;

  static Answer of(BatchResult result) {
    return new Answer(
        result.span().total(),
        result.distinct(),
        result.counts().stream().map(WordCount::count).toList());
  }
}
