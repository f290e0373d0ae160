package io.dsstream.reducer.sketch;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import io.dsstream.reducer.Figure;
import java.io.Serializable;
import java.util.List;

/**
 * An estimated quantile and between which the true one is, at the confidence that the aggregate
 * states.
 *
 * @param rank which part of all values is not larger, from 0 to 1
 * @param value the estimate, which is one of the values
 * @param lower the lower bound, one of the values
 * @param upper the upper bound, one of the values
 */
@DefaultSerializer(JavaSerializer.class) // Kryo, which Spark may be told to use, fails on records
public record QuantileEstimate(double rank, double value, double lower, double upper)
    implements Serializable, Figure.Source {
  @Override
  public List<Figure> figures() {
    return List.of(new Figure(Double.toString(rank), value, lower, upper));
  }
}
