package io.dsstream.span;

import java.io.Serializable;

/**
 * What a batch, or a task of it, brings to a {@link Store}.
 *
 * @param tally what was read, apart from its words
 * @param words the share
 */
record Share<B>(Tally tally, B words) implements Serializable {}
