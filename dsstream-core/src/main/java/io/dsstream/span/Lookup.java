package io.dsstream.span;

import io.dsstream.join.JoinType;
import io.dsstream.join.KeyFilter;

/** Single keys of what a span keeps, for another that is joined with it. */
interface Lookup {
  /** What there is of a key: of a word its count; null if it is not there. */
  Object result(String key);

  /** The keys that a join with these lets through. */
  KeyFilter filter(JoinType type);
}
