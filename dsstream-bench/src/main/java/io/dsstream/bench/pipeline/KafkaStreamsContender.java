package io.dsstream.bench.pipeline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Kafka Streams: the topology of its WordCount tutorial, from a topic with a partition for each
 * core, by a thread for each, that commits each second. Three things are not the tutorial's: it
 * splits at spaces and keeps upper case, where that splits at {@code \W+}; and the output, which is
 * the last count of each word that changed, goes into a sum of the changes in place of a topic.
 *
 * <p>Every line goes through a broker, and then every word of it, as in the tutorial. {@link
 * KafkaFeed} has it run, in a process whose CPU and memory are not in the figures.
 */
final class KafkaStreamsContender implements Contender {
  static final String APPLICATION = "streams-wordcount";
  private static final Pattern SPACE = Pattern.compile(" ");

  @Override
  public long bytes() {
    return 8_000_000;
  }

  @Override
  public Feed feed(Load load) throws Exception {
    return KafkaFeed.start(load);
  }

  @Override
  public void start(int port, LongConsumer words) {
    new KafkaStreams(wordCount(words), properties(port)).start();
  }

  private static Properties properties(int port) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port);
    properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.String().getClass());
    properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.String().getClass());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, KafkaFeed.PARTITIONS);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, System.getProperty("java.io.tmpdir"));
    return properties;
  }

  private static Topology wordCount(LongConsumer words) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.<String, String>stream(KafkaFeed.TOPIC)
        .flatMapValues(line -> Arrays.asList(SPACE.split(line, -1)))
        .groupBy((key, word) -> word)
        .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts-store"))
        .toStream()
        .foreach(new Changes(words)::add);
    return builder.build();
  }

  /** Adds up by how much each count has grown. */
  private static final class Changes {
    private final Map<String, Long> last = new HashMap<>();
    private final LongConsumer words;

    Changes(LongConsumer words) {
      this.words = words;
    }

    synchronized void add(String word, Long count) {
      Long before = last.put(word, count);
      words.accept(count - (before == null ? 0 : before));
    }
  }
}
