package io.dsstream.reducer;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.List;

/**
 * An item and how often it came.
 *
 * @param item the item
 * @param count its exact count
 */
@DefaultSerializer(JavaSerializer.class) // Kryo, which Spark may be told to use, fails on records
public record ItemCount<T>(T item, long count) implements Serializable, Figure.Source {
  @Override
  public List<Figure> figures() {
    return List.of(Figure.exact(String.valueOf(item), count));
  }
}
