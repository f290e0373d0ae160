package io.dsstream.state;

/**
 * A source that can give again what no batch has committed. It is an input stream of Spark's; its
 * offsets, bytes whose meaning is its own, are committed with the batch that they belong to.
 */
public interface Replayable {
  /** Tells its offsets from those of other sources, in later runs too. */
  String address();

  /** Whether that is its address, as it may have been written in an earlier run. */
  default boolean hasAddress(String other) {
    return address().equals(other);
  }

  /** What the batch of that time has taken; for the thread that runs batches. */
  byte[] taken(long batchMillis);

  /** What all batches up to that time have taken, as much of it as is still needed. */
  byte[] takenSoFar(long batchMillis);

  /**
   * Takes up where a ledger ends; before the stream starts, and at the first the newest of what
   * {@link #takenSoFar} gave, then in their order what {@link #taken} gave after it.
   */
  void restore(byte[] offsets);
}
