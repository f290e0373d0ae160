package io.dsstream.join;

/** Which keys of a stream a join lets through. */
public enum JoinType {
  /** Those that the other side has. */
  INNER,
  /** All. */
  LEFT,
  /** Those that the other side does not have. */
  ANTI;

  /** How many keys must be looked up so that so many are told: all, if it leaves some out. */
  public int limit(int told) {
    return this == LEFT ? told : Integer.MAX_VALUE;
  }

  /** Whether it lets a key through. */
  public boolean lets(boolean hasMatch) {
    return this == LEFT || hasMatch == (this == INNER);
  }
}
