package io.dsstream.bench.pipeline;

import io.dsstream.LinePipeline;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sinks;
import io.dsstream.source.LineSources;
import io.dsstream.span.Spans;
import io.dsstream.tokenizer.Tokenizers;
import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/**
 * DSStream, with the settings of its command.
 *
 * @param connections among which the text is dealt out
 */
record DsStreamContender(int connections) implements Contender {
  @Override
  public Feed feed(Load load) throws IOException {
    return Sender.start(load.wire(), load.count(), connections);
  }

  @Override
  public long bytes() {
    return 4_000_000_000L;
  }

  @Override
  public List<String> collector() {
    return LocalSpark.launcherOptions();
  }

  @Override
  public List<String> jvmOptions() {
    return LocalSpark.jvmOptions();
  }

  @Override
  public void start(int port, LongConsumer words) {
    JavaStreamingContext context =
        new JavaStreamingContext(LocalSpark.dsstream(connections), Durations.seconds(1));
    new LinePipeline(
            LineSources.tcp("127.0.0.1", port).connections(connections),
            Tokenizers.space(),
            Reducers.sum(),
            Spans.eachBatch(),
            Sinks.forEach(10, result -> words.accept(result.tally().words())))
        .attach(context);
    context.start();
  }
}
