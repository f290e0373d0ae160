package io.dsstream.join;

/** Which keys of a stream a join lets through. */
public enum JoinType {
  /** Those that the other side has. */
  INNER,
  /** All. */
  LEFT,
  /** Those that the other side does not have. */
  ANTI;

  /** Whether it lets a key through. */
  public boolean lets(boolean hasMatch) {
    return this == LEFT || hasMatch == (this == INNER);
  }
}
