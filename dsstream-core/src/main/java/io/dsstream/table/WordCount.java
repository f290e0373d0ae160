package io.dsstream.table;

import java.io.Serializable;

/**
 * A word and its count.
 *
 * @param word the word as it was received, or of one longer than {@link CountTable#MAX_KEY_BYTES}
 *     its start and an ellipsis; hostile until a sink has escaped it
 * @param count its count, or what the reducer made of it
 */
public record WordCount(String word, long count) implements Serializable {}
