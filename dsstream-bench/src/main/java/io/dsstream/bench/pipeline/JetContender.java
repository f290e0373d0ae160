package io.dsstream.bench.pipeline;

import static com.hazelcast.jet.Traversers.traverseArray;
import static com.hazelcast.jet.aggregate.AggregateOperations.counting;
import static com.hazelcast.jet.pipeline.WindowDefinition.tumbling;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.function.Functions;
import com.hazelcast.jet.datamodel.KeyedWindowResult;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.SinkBuilder;
import com.hazelcast.jet.pipeline.Sources;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * Hazelcast Jet: its socket source into the word count of its documentation, in windows of a second
 * of the time of arrival, in one member with a thread per core. Three things are not the
 * documentation's: it splits at spaces, where that splits at {@code \W+} and drops empty words and
 * upper case; the output adds the counts up; and the sender ends the stream, for a window closes
 * only when something arrives after it, and the last would stay open.
 */
final class JetContender implements Contender {
  private static final Pattern SPACE = Pattern.compile(" ");

  /** Static, for Jet runs a copy of what adds up; it is set before any runs. */
  private static LongConsumer total;

  @Override
  public long bytes() {
    return 200_000_000;
  }

  @Override
  public List<String> jvmOptions() {
    return List.of(
        "--add-modules=java.se",
        "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
        "--add-opens=java.management/sun.management=ALL-UNNAMED",
        "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");
  }

  @Override
  public Feed feed(Load load) throws Exception {
    return Sender.startEnding(load.wire(), load.count());
  }

  @Override
  public void start(int port, LongConsumer words) {
    total = words;
    Hazelcast.newHazelcastInstance(loopback()).getJet().newJob(wordCount(port));
  }

  private static Pipeline wordCount(int port) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .readFrom(Sources.socket("127.0.0.1", port))
        .withIngestionTimestamps()
        .flatMap(line -> traverseArray(SPACE.split(line, -1)))
        .groupingKey(Functions.wholeItem())
        .window(tumbling(SECONDS.toMillis(1)))
        .aggregate(counting())
        .writeTo(totals());
    return pipeline;
  }

  private static Sink<KeyedWindowResult<String, Long>> totals() {
    return SinkBuilder.sinkBuilder("totals", context -> total)
        .<KeyedWindowResult<String, Long>>receiveFn((sink, count) -> sink.accept(count.result()))
        .build();
  }

  private static Config loopback() {
    Config config = new Config();
    config.getJetConfig().setEnabled(true);
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    return config;
  }
}
