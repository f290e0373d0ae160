package io.dsstream.reducer;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The items that came most often, with what is certain of their counts.
 *
 * @param items by their estimates, the largest first, of equal ones the smaller item. Every item
 *     that came more often than {@code error} is among them
 * @param error how much wider than zero the bounds are; an item that is not here did not come more
 *     often. Zero if all counts are exact
 * @param total how many items were counted in all, exactly
 */
@DefaultSerializer(JavaSerializer.class) // Kryo, which Spark may be told to use, fails on records
public record HeavyHitters<T>(List<HeavyHitter<T>> items, long error, long total)
    implements Serializable, Figure.Source {
  /** This with so many items at most. */
  public HeavyHitters<T> first(int n) {
    return n >= items.size()
        ? this
        : new HeavyHitters<>(new ArrayList<>(items.subList(0, n)), error, total);
  }

  /** Of no item it is only known how often one can have come. */
  @Override
  public List<Figure> figures() {
    if (items.isEmpty()) {
      return List.of(new Figure(null, 0L, 0L, error));
    }
    return items.stream()
        .map(i -> new Figure(String.valueOf(i.item()), i.estimate(), i.lower(), i.upper()))
        .toList();
  }
}
