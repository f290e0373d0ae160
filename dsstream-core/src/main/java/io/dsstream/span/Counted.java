package io.dsstream.span;

import io.dsstream.table.WordCount;
import java.util.List;

/**
 * A batch, counted.
 *
 * @param first its first words in print order
 */
record Counted(Tally tally, long distinct, List<WordCount> first) {}
