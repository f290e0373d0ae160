package io.dsstream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.reducer.Reducer;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sinks;
import io.dsstream.source.LineSource;
import io.dsstream.source.LineSources;
import io.dsstream.span.Spans;
import io.dsstream.tokenizer.TokenSink;
import io.dsstream.tokenizer.Tokenizer;
import io.dsstream.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;

class LinePipelineTest {
  private static LinePipeline with(Tokenizer tokenizer) {
    return new LinePipeline(
        LineSources.tcp("localhost", 1),
        tokenizer,
        Reducers.sum(),
        Spans.eachBatch(),
        Sinks.forEach(1, result -> {}));
  }

  @Test
  void constructor_tokenizerThatCannotTravel_isRefusedByName() {
    Thread notSerializable = Thread.currentThread();
    Tokenizer captures =
        new Tokenizer() {
          private static final long serialVersionUID = 1L;

          @Override
          public void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
            notSerializable.getName();
          }
        };
    assertThatThrownBy(() -> with(captures))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("tokenizer must be serializable: ");
  }

  @Test
  void constructor_stepThatCannotTravel_isRefusedByName() {
    Thread notSerializable = Thread.currentThread();
    Tokenizer mapped = Tokenizers.space().map(word -> word + notSerializable.getName());
    assertThatThrownBy(() -> with(mapped))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tokenizer must be serializable: java.io.NotSerializableException: java.lang.Thread");
  }

  @Test
  void constructor_reducerThatCannotTravel_isRefusedByName() {
    Thread notSerializable = Thread.currentThread();
    Reducer<Long> reducer = (a, b) -> a + b + notSerializable.getId();
    LineSource source = LineSources.tcp("localhost", 1);
    assertThatThrownBy(
            () ->
                new LinePipeline(
                    source,
                    Tokenizers.space(),
                    reducer,
                    Spans.eachBatch(),
                    Sinks.forEach(1, result -> {})))
        .hasMessageStartingWith("reducer must be serializable: ");
    assertThatThrownBy(() -> JoinedStream.words("w", source, Tokenizers.space(), reducer))
        .hasMessageStartingWith("reducer must be serializable: ");
  }

  @Test
  void constructor_null_isRefusedByName() {
    assertThatThrownBy(() -> with(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("tokenizer");
  }
}
