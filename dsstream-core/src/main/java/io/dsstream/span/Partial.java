package io.dsstream.span;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import java.io.Serializable;

/**
 * What one task found for one reduce partition.
 *
 * @param tally what the task read; in its first partition only, else zero, so that sums are right
 * @param counts packed words and values
 */
@DefaultSerializer(JavaSerializer.class) // Kryo, which Spark may be told to use, fails on records
record Partial(Tally tally, byte[] counts) implements Serializable {
  /** What a task without blocks found. */
  static final Partial NONE = new Partial(Tally.ZERO, new byte[0]);

  /** Adds the words to a table; what was read to a sum, which it returns. */
  Tally addTo(CountTable table, Tally sum) {
    PackedCounts.unpack(counts, table);
    return sum.plus(tally);
  }
}
