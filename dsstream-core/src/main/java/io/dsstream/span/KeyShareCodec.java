package io.dsstream.span;

import io.dsstream.state.StateException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Shares of keys as bytes of a state, which may come from anywhere: classes that the totals need
 * not have are refused. For one thread.
 */
final class KeyShareCodec<A> {
  private static final int KEYS_A_PART = 1 << 12;

  private final StateClasses classes;
  private boolean isKnownToBeReadable;

  /**
   * @param aggregate whose totals they are
   */
  KeyShareCodec(Class<?> aggregate) {
    this.classes = new StateClasses(aggregate);
  }

  /**
   * In parts, for the largest array may be too small for all: how many there are, less than zero,
   * and each with its length before it; of a single one that alone, as it always was in a state of
   * format 2.
   */
  void write(KeyShare<A> share, DataOutput out) throws IOException {
    if (share.size() > KEYS_A_PART) {
      out.writeInt(-((share.size() - 1) / KEYS_A_PART + 1));
    }
    int from = 0;
    do {
      int to = Math.min(share.size(), from + KEYS_A_PART);
      writePart(share.toMap(from, to), out);
      from = to;
    } while (from < share.size());
    isKnownToBeReadable |= from > 0;
  }

  /** What could not be read again is refused before anything rests on it. */
  private void writePart(HashMap<String, A> part, DataOutput out) throws IOException {
    byte[] bytes = Serialized.bytes(part);
    if (!isKnownToBeReadable) {
      read(bytes, "state cannot hold these totals: %s");
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  KeyShare<A> read(DataInput in) throws IOException {
    int length = in.readInt();
    if (length >= 0) {
      return KeyShare.of(readPart(length, in));
    }
    Map<String, A> all = new HashMap<>();
    for (int part = 0; part < -length; part++) {
      all.putAll(readPart(in.readInt(), in));
    }
    return KeyShare.of(all);
  }

  private Map<String, A> readPart(int length, DataInput in) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return read(
        bytes,
        "state cannot be read as these totals: %s: use the program that wrote it, or another directory");
  }

  private Map<String, A> read(byte[] bytes, String message) {
    try {
      return Serialized.read(bytes, classes);
    } catch (IOException e) {
      String why =
          classes.refused() == null
              ? e.getMessage()
              : "class %s is not of java.lang, .math, .time, .util or the aggregate's package"
                  .formatted(classes.refused());
      throw new StateException(StateException.Reason.UNUSABLE, message.formatted(why));
    }
  }
}
