package io.dsstream.bench.pipeline;

import io.dsstream.block.TextBlock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ConsumerGroupState;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Produces a text, one record a line, to a topic of a broker of its own, as soon as the group that
 * reads it is complete. The producer batches and compresses for throughput.
 */
final class KafkaFeed implements Feed {
  static final String TOPIC = "streams-plaintext-input";
  static final int PARTITIONS = Contender.cores();

  private final KafkaBroker broker;
  private final FutureTask<Long> sending;

  private KafkaFeed(KafkaBroker broker, Load load) {
    this.broker = broker;
    this.sending = new FutureTask<>(() -> send(load));
  }

  static KafkaFeed start(Load load) throws Exception {
    KafkaBroker broker = KafkaBroker.start();
    KafkaFeed feed = new KafkaFeed(broker, load);
    feed.createTopic(); // an application whose topic is missing ends
    Thread thread = new Thread(feed.sending, "producer");
    thread.setDaemon(true);
    thread.start();
    return feed;
  }

  @Override
  public int port() {
    return broker.port();
  }

  @Override
  public long startedNanos() throws Exception {
    return sending.get();
  }

  @Override
  public void close() {
    broker.close();
  }

  private String bootstrap() {
    return "127.0.0.1:" + port();
  }

  private void createTopic() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
    }
  }

  private long send(Load load) throws Exception {
    List<List<String>> blocks = load.blocks().stream().map(KafkaFeed::lines).toList();
    awaitReader();
    long started = System.nanoTime();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(throughput(), new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < load.count(); i++) {
        for (String line : blocks.get(i % blocks.size())) {
          producer.send(new ProducerRecord<>(TOPIC, line));
        }
      }
    }
    return started;
  }

  private static List<String> lines(TextBlock block) {
    return new String(block.bytes(), 0, block.length(), StandardCharsets.UTF_8).lines().toList();
  }

  /** Until the application's threads have their partitions, as others have connected by then. */
  private void awaitReader() throws Exception {
    String group = KafkaStreamsContender.APPLICATION;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      while (!isComplete(admin.describeConsumerGroups(List.of(group)).all().get().get(group))) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private static boolean isComplete(ConsumerGroupDescription group) {
    return group.state() == ConsumerGroupState.STABLE && group.members().size() == PARTITIONS;
  }

  private Map<String, Object> throughput() {
    return Map.of(
        "bootstrap.servers",
        bootstrap(),
        "batch.size",
        256 << 10,
        "linger.ms",
        20,
        "compression.type",
        "lz4",
        "buffer.memory",
        64L << 20);
  }
}
