package io.dsstream.span;

import java.util.List;

/**
 * The words of a batch as packed counts, whatever there is of them; a word may be in several.
 *
 * @param tally what the batch held, apart from its words
 */
record Packed(Tally tally, List<byte[]> counts) {}
