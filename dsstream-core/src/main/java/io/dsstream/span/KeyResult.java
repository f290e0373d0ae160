package io.dsstream.span;

import io.dsstream.reducer.Figure;
import io.dsstream.reducer.Figures;
import io.dsstream.reducer.HeavyHitters;
import java.util.List;

/**
 * A key and the result of its values.
 *
 * @param key the key as it was received, or of a long one its start and an ellipsis; hostile until
 *     a sink has escaped it
 * @param result what the aggregate made of the values: see {@link Figure#of} for its numbers
 */
public record KeyResult(String key, Object result) {
  /** This, but of heavy hitters, which may be many, only so many. */
  public KeyResult first(int items) {
    if (result instanceof HeavyHitters<?> all) {
      return new KeyResult(key, all.first(items));
    }
    return result instanceof Figures both ? new KeyResult(key, both.first(items)) : this;
  }

  /** The numbers of the result. */
  public List<Figure> figures() {
    return Figure.of(result);
  }
}
