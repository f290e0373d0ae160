package io.dsstream.reducer;

import java.util.List;

/**
 * Results of one key side by side, as those of both sides of a join.
 *
 * @param parts in the order in which they are shown
 */
public record Figures(List<Part> parts) implements Figure.Source {
  /**
   * A result under a name.
   *
   * @param name what its figures are called, before the names of their items; null for nothing
   * @param result what an aggregate made of values
   */
  public record Part(String name, Object result) {
    List<Figure> figures() {
      List<Figure> figures = Figure.of(result);
      return name == null ? figures : figures.stream().map(f -> f.under(name)).toList();
    }

    Part first(int items) {
      return result instanceof HeavyHitters<?> all ? new Part(name, all.first(items)) : this;
    }
  }

  @Override
  public List<Figure> figures() {
    return parts.stream().flatMap(part -> part.figures().stream()).toList();
  }

  /** This, but of heavy hitters, which may be many, only so many of each part. */
  public Figures first(int items) {
    return new Figures(parts.stream().map(part -> part.first(items)).toList());
  }
}
