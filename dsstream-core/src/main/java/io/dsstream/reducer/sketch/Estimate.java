package io.dsstream.reducer.sketch;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import io.dsstream.reducer.Figure;
import java.io.Serializable;
import java.util.List;

/**
 * An estimated number and between which the true one is, at the confidence that the aggregate
 * states.
 *
 * @param value the estimate
 * @param lower the lower bound
 * @param upper the upper bound
 */
@DefaultSerializer(JavaSerializer.class) // Kryo, which Spark may be told to use, fails on records
public record Estimate(double value, double lower, double upper)
    implements Serializable, Figure.Source {
  @Override
  public List<Figure> figures() {
    return List.of(new Figure(null, value, lower, upper));
  }
}
