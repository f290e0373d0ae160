package io.dsstream.span;

import java.io.Serializable;

/**
 * What one task found for one reduce partition.
 *
 * @param tally what the task read; in its first partition only, else zero, so that sums are right
 * @param counts packed words and values
 */
record Partial(Tally tally, byte[] counts) implements Serializable {}
