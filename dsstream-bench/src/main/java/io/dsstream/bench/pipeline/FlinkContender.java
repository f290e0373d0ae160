package io.dsstream.bench.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.SinkFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingProcessingTimeWindows;
import org.apache.flink.util.Collector;

/**
 * Flink: its example SocketWindowWordCount in a MiniCluster, with windows of a second, and with
 * object reuse and without generic types, as its guide to tuning recommends. Three things are not
 * the example's: it splits at spaces, where the example splits at {@code \s}; it has a parallelism
 * of the cores, and the output adds the counts up.
 */
final class FlinkContender implements Contender {
  /** The packages that Flink's own {@code config.yaml} opens to its processes. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.net",
          "java.io",
          "java.nio",
          "sun.nio.ch",
          "java.lang.reflect",
          "java.text",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks");

  @Override
  public long bytes() {
    return 120_000_000;
  }

  @Override
  public List<String> jvmOptions() {
    return OPENED.stream()
        .flatMap(name -> Stream.of("--add-opens", "java.base/" + name + "=ALL-UNNAMED"))
        .toList();
  }

  @Override
  public void start(int port, LongConsumer words) throws Exception {
    Totals.words = words;
    int cores = Contender.cores();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(cores, loopback());
    environment.getConfig().enableObjectReuse();
    environment.getConfig().disableGenericTypes();
    environment
        .socketTextStream("127.0.0.1", port)
        .flatMap(new Split())
        .setParallelism(1) // stays in the source's thread: fewer lines cross, and a tenth faster
        .keyBy(count -> count.f0)
        .window(TumblingProcessingTimeWindows.of(Duration.ofSeconds(1)))
        .reduce((a, b) -> Tuple2.of(a.f0, a.f1 + b.f1))
        .addSink(new Totals());
    environment.executeAsync("SocketWindowWordCount");
  }

  private static Configuration loopback() {
    return Configuration.fromMap(
        Map.of(
            "rest.bind-address", "127.0.0.1",
            "jobmanager.bind-host", "127.0.0.1",
            "taskmanager.bind-host", "127.0.0.1"));
  }

  private static final class Split implements FlatMapFunction<String, Tuple2<String, Long>> {
    private static final long serialVersionUID = 1L;
    private static final Pattern SPACE = Pattern.compile(" ");

    @Override
    public void flatMap(String line, Collector<Tuple2<String, Long>> out) {
      for (String word : SPACE.split(line, -1)) {
        out.collect(Tuple2.of(word, 1L));
      }
    }
  }

  private static final class Totals implements SinkFunction<Tuple2<String, Long>> {
    private static final long serialVersionUID = 1L;

    /** Static, for Flink runs a copy of this; it is set before any runs. */
    private static LongConsumer words;

    @Override
    public void invoke(Tuple2<String, Long> count, Context context) {
      words.accept(count.f1);
    }
  }
}
