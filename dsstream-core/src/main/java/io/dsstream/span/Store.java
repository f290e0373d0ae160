package io.dsstream.span;

import io.dsstream.block.TextBlock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import org.apache.spark.rdd.RDD;

/**
 * What a span adds up: each batch has a share of it, and the span says which shares are together.
 * In the memory of the driver; for one thread.
 *
 * @param <B> the shares; nobody but the store writes to one
 */
interface Store<B> extends Lookup {
  /** What a batch brings. */
  Share<B> share(RDD<TextBlock> batch, Instant time);

  /** The share of a batch that brings nothing. */
  B nothing();

  /** Adds a share. */
  void add(B share);

  /**
   * Gets ready for shares to be taken away again, in the order in which they are added; asked
   * before the first is added.
   *
   * @return whether they can be
   */
  boolean startSliding();

  /** Takes away the share that was added first. */
  void take(B share);

  /** Takes everything away. */
  void clear();

  /** How many keys there are. */
  int distinct();

  /** Takes note that the keys of a share have come. */
  void come(B share);

  /** Takes out the keys of which no share is left that has come; how many those were. */
  long fade(B share);

  /** Takes out the last keys in print order, so that so many are left; how many those were. */
  long keepFirst(int keys);

  /** Those keys that are told, and how many there are of these. */
  SpanWords words(Instant from, long expired, long evicted);

  /** Everything as one share. */
  B all();

  /** Writes a share. */
  void write(B share, DataOutput out) throws IOException;

  /** Reads what was written. */
  B read(DataInput in) throws IOException;
}
