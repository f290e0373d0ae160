package io.dsstream.sink;

import io.dsstream.reducer.Figure;
import java.util.List;

/**
 * What a key has on both sides of a join.
 *
 * @param figures of the one side, named by what the other side has or by its own name, then those
 *     of the other
 */
record Joined(List<Figure> figures) implements Figure.Source {}
