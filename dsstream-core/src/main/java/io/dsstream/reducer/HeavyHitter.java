package io.dsstream.reducer;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;

/**
 * An item and between which counts its own is, for certain.
 *
 * @param item the item
 * @param lower the count is not less
 * @param upper the count is not more
 */
@DefaultSerializer(JavaSerializer.class) // Kryo, which Spark may be told to use, fails on records
public record HeavyHitter<T>(T item, long lower, long upper) implements Serializable {
  /** The upper bound: an item that comes often has been here whenever something was cut off. */
  public long estimate() {
    return upper;
  }
}
