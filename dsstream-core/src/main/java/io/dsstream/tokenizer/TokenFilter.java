package io.dsstream.tokenizer;

import java.io.Serializable;

/** A step after a tokenizer: makes a sink that changes or drops tokens before the next sink. */
@FunctionalInterface
interface TokenFilter extends Serializable {
  /** A sink for one thread and one pass; it may keep scratch space. */
  TokenSink over(TokenSink next);
}
