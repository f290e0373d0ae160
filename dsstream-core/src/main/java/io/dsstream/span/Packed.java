package io.dsstream.span;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a batch as packed counts, whatever there is of them; a word may be in several.
 *
 * @param tally what the batch held, apart from its words
 */
record Packed(Tally tally, List<byte[]> counts) {
  /** Writes packed counts: how many arrays, and of each its length and its bytes. */
  static void write(List<byte[]> counts, DataOutput out) throws IOException {
    out.writeInt(counts.size());
    for (byte[] packed : counts) {
      out.writeInt(packed.length);
      out.write(packed);
    }
  }

  /** Reads what was written. */
  static List<byte[]> read(DataInput in) throws IOException {
    int arrays = in.readInt();
    List<byte[]> counts = new ArrayList<>();
    for (int i = 0; i < arrays; i++) {
      byte[] packed = new byte[in.readInt()];
      in.readFully(packed);
      counts.add(packed);
    }
    return counts;
  }
}
