package io.dsstream.span;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import io.dsstream.table.TopK;
import java.io.Serializable;
import java.util.Iterator;
import scala.Tuple2;

/**
 * What a reduce partition tells the driver.
 *
 * @param tally what the tasks read whose first partition this is
 * @param distinct how many words belong to this partition
 * @param packed how many bytes the partials of this partition had
 * @param first its first words in print order, packed
 */
@DefaultSerializer(JavaSerializer.class) // Kryo, which Spark may be told to use, fails on records
record Part(Tally tally, long distinct, long packed, byte[] first) implements Serializable {
  /** Merges the partials in an empty table. */
  static Part of(Iterator<Tuple2<Integer, Partial>> partials, CountTable table, int limit) {
    Tally tally = Tally.ZERO;
    long packed = 0;
    while (partials.hasNext()) {
      Partial partial = partials.next()._2();
      tally = partial.addTo(table, tally);
      packed += partial.counts().length;
    }
    byte[] first = PackedCounts.of(table, TopK.slots(table, limit));
    return new Part(tally, table.size(), packed, first);
  }
}
