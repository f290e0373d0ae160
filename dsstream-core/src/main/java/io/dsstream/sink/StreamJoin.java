package io.dsstream.sink;

import io.dsstream.block.Faults;
import io.dsstream.join.JoinType;
import io.dsstream.reducer.Figure;
import io.dsstream.span.BatchResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joins two streams over their span: of each key what both have, at the same time, is one result.
 * The streams go two pipelines of one context, with equal spans; the second is attached first.
 *
 * <pre>{@code
 * StreamJoin join = new StreamJoin(JoinType.INNER, "clicks", "orders");
 * new LinePipeline(orders, tokenizer, Reducers.sum(), span, join.second()).attach(context);
 * new LinePipeline(clicks, tokenizer, Reducers.sum(), span, join.first(sink)).attach(context);
 * }</pre>
 *
 * <p>A result's times, lines and words are those of the first stream, what was wrong with them is
 * of both. Figures are named by their stream. A result of the first stream at whose time the second
 * has none fails its batch. For one context.
 */
public final class StreamJoin {
  private final JoinType type;
  private final String firstName;
  private final String secondName;
  private final Map<String, List<Figure>> second = new HashMap<>();
  private Instant secondTime = Instant.MIN;
  // Of no result that has been told.
  private Faults secondFaults = Faults.NONE;

  /**
   * A join.
   *
   * @param type which keys of the first stream are told
   * @param firstName what the figures of the first stream are called
   * @param secondName what those of the second are called
   */
  public StreamJoin(JoinType type, String firstName, String secondName) {
    this.type = type;
    this.firstName = firstName;
    this.secondName = secondName;
  }

  /** The sink of the second stream, whose pipeline is to be attached first. */
  public Sink second() {
    return new Sink() {
      @Override
      public int limit() {
        return Integer.MAX_VALUE;
      }

      @Override
      public void accept(BatchResult result) {
        remember(result);
      }

      /** The first stream may have one too, as when it ends within a window. */
      @Override
      public boolean isWanted(Instant time) {
        return true;
      }
    };
  }

  private synchronized void remember(BatchResult result) {
    second.clear();
    secondTime = result.time();
    secondFaults = secondFaults.plus(result.tally().faults());
    result.keys().forEach(key -> second.put(key.key(), named(secondName, key.figures())));
  }

  private static List<Figure> named(String name, List<Figure> figures) {
    return figures.stream().map(figure -> figure.under(name)).toList();
  }

  /** The sink of the first stream, which joins its results and hands them on. */
  public Sink first(Sink sink) {
    return new JoinedSink(sink, new SecondSide(), type);
  }

  /** What the second stream has told last. */
  private final class SecondSide implements JoinedSink.Side {
    @Override
    public BatchResult prepare(BatchResult result) {
      synchronized (StreamJoin.this) {
        if (!secondTime.equals(result.time())) {
          throw new IllegalStateException(
              "second stream must have a result of %s: attach its pipeline first, with an equal span"
                  .formatted(result.time()));
        }
        BatchResult both = result.withFaults(secondFaults);
        secondFaults = Faults.NONE;
        return both;
      }
    }

    @Override
    public Optional<List<Figure>> join(String key, List<Figure> figures) {
      synchronized (StreamJoin.this) {
        List<Figure> others = second.get(key);
        if (others == null) {
          return Optional.empty();
        }
        List<Figure> both = new ArrayList<>(named(firstName, figures));
        both.addAll(others);
        return Optional.of(both);
      }
    }

    @Override
    public List<Figure> alone(List<Figure> figures) {
      return named(firstName, figures);
    }
  }
}
