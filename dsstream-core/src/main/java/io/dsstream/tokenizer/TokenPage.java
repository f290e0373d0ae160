package io.dsstream.tokenizer;

/**
 * Tokens that a scan has found and not given to the sink yet, which takes many in one call faster.
 *
 * <p>Scans know the ends of tokens as bits, one for each of 64 bytes. The bits are taken out eight
 * at a time: how many there are is hard to predict, in how many eights they come is easier. What
 * the last eight have too many is written behind the others, and over by those that come next.
 */
final class TokenPage {
  /**
   * Few enough for the first-level cache, with all that the sink does with them; and for one batch
   * of a table, which takes 512.
   */
  private static final int SIZE = 440;

  private static final int CAPACITY = SIZE + Long.SIZE + 8;

  private final byte[] bytes;
  private final TokenSink sink;
  // Token i is [starts[i], ends[i]); starts[size] is that of the token that has no end yet.
  private final int[] starts = new int[CAPACITY];
  private final int[] ends = new int[CAPACITY];
  private int size;

  /** An empty page; {@code start} is where the first token starts, if it is known already. */
  TokenPage(byte[] bytes, int start, TokenSink sink) {
    this.bytes = bytes;
    this.sink = sink;
    starts[0] = start;
  }

  /**
   * Ends a token at each bit's byte, and starts the next one after it. One loop writes both: taking
   * the bits out twice, as {@link #tokens} must, costs a twentieth of the whole hot path.
   *
   * @param dropped those of the bits whose token is none
   */
  void delimiters(long bits, long dropped, int base) {
    int at = size;
    size += Long.bitCount(bits);
    for (long rest = bits; rest != 0; at += 8) {
      rest = delimiter(at, rest, base);
      rest = delimiter(at + 1, rest, base);
      rest = delimiter(at + 2, rest, base);
      rest = delimiter(at + 3, rest, base);
      rest = delimiter(at + 4, rest, base);
      rest = delimiter(at + 5, rest, base);
      rest = delimiter(at + 6, rest, base);
      rest = delimiter(at + 7, rest, base);
    }
    for (long rest = dropped; rest != 0; rest &= rest - 1) {
      remove(Long.bitCount(bits & -Long.lowestOneBit(rest)));
    }
    giveIfFull();
  }

  private long delimiter(int at, long rest, int base) {
    int end = base + Long.numberOfTrailingZeros(rest);
    ends[at] = end;
    starts[at + 1] = end + 1;
    return rest & rest - 1;
  }

  /** Takes out the token that so many, with itself, are the last of. */
  private void remove(int ofLast) {
    int token = size - ofLast;
    System.arraycopy(starts, token + 1, starts, token, ofLast);
    System.arraycopy(ends, token + 1, ends, token, ofLast - 1);
    size--;
  }

  /**
   * Starts a token at each bit of one long and ends one at each of another; they take turns.
   *
   * @param open 1 if the token that has no end yet started before, else 0
   */
  void tokens(long startBits, long endBits, int base, int open) {
    put(starts, size + open, startBits, base);
    put(ends, size, endBits, base);
    size += Long.bitCount(endBits);
    giveIfFull();
  }

  private static void put(int[] to, int first, long bits, int base) {
    int at = first;
    for (long rest = bits; rest != 0; at += 8) {
      rest = put(to, rest, base, at);
      rest = put(to, rest, base, at + 1);
      rest = put(to, rest, base, at + 2);
      rest = put(to, rest, base, at + 3);
      rest = put(to, rest, base, at + 4);
      rest = put(to, rest, base, at + 5);
      rest = put(to, rest, base, at + 6);
      rest = put(to, rest, base, at + 7);
    }
  }

  private static long put(int[] to, long rest, int base, int at) {
    to[at] = base + Long.numberOfTrailingZeros(rest);
    return rest & rest - 1;
  }

  /** Where the token starts that has no end yet. */
  int start() {
    return starts[size];
  }

  /** Gives the sink all tokens. */
  void give() {
    sink.tokens(bytes, starts, ends, size);
    starts[0] = starts[size];
    size = 0;
  }

  private void giveIfFull() {
    if (size >= SIZE) {
      give();
    }
  }
}
