package io.dsstream.reducer;

import java.util.List;

/**
 * Figures as one result, as what a key has on both sides of a join.
 *
 * @param figures in the order in which they are shown
 */
public record Figures(List<Figure> figures) implements Figure.Source {}
