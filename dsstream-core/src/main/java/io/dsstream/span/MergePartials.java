package io.dsstream.span;

import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import java.util.Iterator;
import scala.Tuple2;

/** The reduce side: all partials of one reduce partition as one table. */
final class MergePartials {
  private final CountTable table;
  private Tally tally = Tally.ZERO;

  private MergePartials(CountTable table) {
    this.table = table;
  }

  /** Adds the partials to an empty table. */
  static MergePartials of(Iterator<Tuple2<Integer, Partial>> partials, CountTable table) {
    MergePartials merge = new MergePartials(table);
    partials.forEachRemaining(partial -> merge.add(partial._2()));
    return merge;
  }

  private void add(Partial partial) {
    tally = tally.plus(partial.tally());
    PackedCounts.unpack(partial.counts(), table);
  }

  CountTable table() {
    return table;
  }

  Tally tally() {
    return tally;
  }
}
