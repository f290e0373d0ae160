package io.dsstream.span;

import java.io.Serializable;

/**
 * How many keys have left a running total in a batch. Immutable; Kryo may send it, which knows no
 * records.
 */
public final class KeysLeft implements Serializable {
  private static final long serialVersionUID = 1L;

  /** None. */
  static final KeysLeft NONE = new KeysLeft(0, 0);

  private final long expired;
  private final long evicted;

  KeysLeft(long expired, long evicted) {
    this.expired = expired;
    this.evicted = evicted;
  }

  /** Those that had not come for long. */
  public long expired() {
    return expired;
  }

  /** Those that left because there were too many. */
  public long evicted() {
    return evicted;
  }

  /** The sum of both. */
  KeysLeft plus(KeysLeft other) {
    return new KeysLeft(expired + other.expired, evicted + other.evicted);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeysLeft left && expired == left.expired && evicted == left.evicted;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(expired) + Long.hashCode(evicted);
  }

  @Override
  public String toString() {
    return "expired " + expired + ", evicted " + evicted;
  }
}
