package io.dsstream.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.dsstream.LinePipeline;
import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sinks;
import io.dsstream.span.BatchResult;
import io.dsstream.span.Spans;
import io.dsstream.span.Tally;
import io.dsstream.table.WordCount;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.LineClient;
import io.dsstream.testkit.LineServer;
import io.dsstream.tokenizer.Tokenizers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The source as a receiver in Spark, and its settings. */
@Timeout(120)
class TcpSourceTest {
  private final List<BatchResult> results = new CopyOnWriteArrayList<>();

  private BatchHarness job(TcpSource source) {
    BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1));
    new LinePipeline(
            source,
            Tokenizers.space(),
            Reducers.sum(),
            Spans.eachBatch(),
            Sinks.forEach(10, results::add))
        .attach(harness.context());
    return harness;
  }

  private BatchResult last() {
    return results.get(results.size() - 1);
  }

  @Test
  void open_linesOfServer_countedInTheNextBatch() {
    try (LineServer server = LineServer.start();
        BatchHarness harness = job(LineSources.tcp("localhost", server.port()))) {
      harness.batch();
      LineClient client = server.awaitClient();
      client.lines("to be or not to be");
      harness.awaitReceived();
      harness.batch();
      assertThat(last().counts()).startsWith(new WordCount("be", 2), new WordCount("to", 2));
      harness.batch();
      assertThat(last().counts()).isEmpty();
    }
  }

  @Test
  void open_serverEnds_lastBatchHasEveryLine() {
    try (LineServer server = LineServer.start();
        BatchHarness harness = job(LineSources.tcp("localhost", server.port()).onEof(OnEof.STOP))) {
      harness.batch();
      LineClient client = server.awaitClient();
      for (int i = 0; i < 1_000; i++) {
        client.lines("line " + i);
      }
      client.drop();
      harness.batchUntil(() -> last().isLast());
      assertThat(results.stream().mapToLong(r -> r.tally().lines()).sum()).isEqualTo(1_000);
      assertThat(results.stream().mapToLong(r -> r.tally().words()).sum()).isEqualTo(2_000);
    }
  }

  @Test
  void open_severalConnections_endWithTheLast() {
    try (LineServer server = LineServer.start();
        BatchHarness harness =
            job(LineSources.tcp("localhost", server.port()).connections(2).onEof(OnEof.STOP))) {
      harness.batch();
      LineClient first = server.awaitClient();
      LineClient last = server.awaitClient();
      for (int i = 0; i < 3_000; i++) {
        first.lines("first line " + i);
        last.lines("other line " + i);
      }
      first.drop();
      harness.batchUntil(() -> sum(Tally::ends) == 1);
      assertThat(results).noneMatch(BatchResult::isLast);
      last.lines("late");
      last.drop();
      harness.batchUntil(() -> last().isLast());
      assertThat(results).filteredOn(BatchResult::isLast).hasSize(1);
      assertThat(sum(Tally::lines)).isEqualTo(6_001);
      assertThat(sum(Tally::words)).isEqualTo(18_001);
      assertThat(sum(Tally::ends)).isEqualTo(2);
    }
  }

  /** F16: a source whose server is away holds up nobody. */
  @Test
  void open_twoSourcesOneAway_theOtherIsCounted() {
    try (LineServer server = LineServer.start();
        BatchHarness harness = job(LineSources.tcp("localhost", server.port()))) {
      List<BatchResult> others = new CopyOnWriteArrayList<>();
      new LinePipeline(
              LineSources.tcp("localhost", LineServer.freePort()),
              Tokenizers.space(),
              Reducers.sum(),
              Spans.eachBatch(),
              Sinks.forEach(10, others::add))
          .attach(harness.context());
      harness.start();
      server.awaitClient().lines("to be");
      harness.awaitReceived();
      harness.batch();
      assertThat(last().tally().words()).isEqualTo(2);
      assertThat(others).hasSize(1).allMatch(result -> result.tally().words() == 0);
    }
  }

  /** F09: a line that comes byte by byte, over several batches, is counted when it is whole. */
  @Test
  void open_lineThatDrips_isCountedWhenItIsWhole() {
    try (LineServer server = LineServer.start();
        BatchHarness harness = job(LineSources.tcp("localhost", server.port()))) {
      harness.start();
      LineClient client = server.awaitClient();
      for (byte b : "to é".getBytes(UTF_8)) {
        client.chunks(new byte[] {b}, 1, Duration.ZERO);
        harness.batch();
        assertThat(last().tally()).isEqualTo(Tally.ZERO);
      }
      client.lines("");
      harness.awaitReceived();
      harness.batch();
      assertThat(last().counts())
          .containsExactlyInAnyOrder(new WordCount("to", 1), new WordCount("é", 1));
    }
  }

  private static byte[] random(long seed) {
    byte[] bytes = new byte[20_000];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static List<Arguments> noText() {
    String http = "GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: curl/8.5.0\r\n\r\n";
    byte[] hello = {0x16, 3, 1, 0, 9, 1, 0, 0, 5, 3, 3, '\r', '\n', 0, (byte) 0xFF};
    return List.of(
        Arguments.of(Named.of("random of seed 1", random(1)), 1),
        Arguments.of(Named.of("random of seed 2", random(2)), 7),
        Arguments.of(Named.of("random of seed 3", random(3)), 4096),
        Arguments.of(Named.of("gzip", gzip("to be or not to be\n".repeat(1_000))), 3),
        Arguments.of(Named.of("HTTP request", http.getBytes(UTF_8)), 1),
        Arguments.of(Named.of("TLS hello", hello), 2));
  }

  /** I05, I06, I18: any bytes, in packets of any size, are what a decoder of the whole finds. */
  @ParameterizedTest
  @MethodSource("noText")
  void open_anyBytes_areWhatADecoderFinds(byte[] bytes, int size) {
    String text = new String(bytes, UTF_8);
    try (LineServer server = LineServer.start();
        BatchHarness harness = job(LineSources.tcp("localhost", server.port()).onEof(OnEof.STOP))) {
      harness.start();
      LineClient client = server.awaitClient();
      client.chunks(bytes, size, Duration.ZERO);
      client.drop();
      harness.batchUntil(() -> !results.isEmpty() && last().isLast());
      assertThat(sum(Tally::bytes)).isEqualTo(bytes.length);
      assertThat(sum(Tally::lines)).isEqualTo(text.lines().count());
      assertThat(sum(Tally::words))
          .isEqualTo(text.lines().mapToLong(line -> line.split(" ", -1).length).sum());
      assertThat(sum(tally -> tally.faults().malformed()))
          .isEqualTo(text.chars().filter(c -> c == 0xFFFD).count());
    }
  }

  /** C10: Spark starts the receiver again. */
  @Test
  @SuppressWarnings({"deprecation", "removal"}) // nothing else ends a thread of others
  void receiver_whoseThreadDies_receivesAgain() {
    try (LineServer server = LineServer.start();
        BatchHarness harness = job(LineSources.tcp("localhost", server.port()))) {
      harness.batch();
      server.awaitClient();
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().equals("dsstream-tcp-localhost:" + server.port()))
          .forEach(Thread::stop);
      server.awaitClient().lines("again");
      harness.awaitReceived();
      harness.batch();
      assertThat(last().counts()).containsExactly(new WordCount("again", 1));
    }
  }

  private long sum(ToLongFunction<Tally> figure) {
    return results.stream().map(BatchResult::tally).mapToLong(figure).sum();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void open_batchThatIsOver_holdsNoBlocks(int connections) {
    try (LineServer server = LineServer.start();
        BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
      JavaDStream<TextBlock> blocks =
          LineSources.tcp("localhost", server.port())
              .connections(connections)
              .open(harness.context());
      Spans.eachBatch()
          .forEach(blocks, Tokenizers.space(), Reducers.sum(), Sinks.forEach(10, results::add));
      harness.batch();
      server.awaitClient().lines("to be");
      harness.awaitReceived();
      harness.batch();
      assertThat(last().counts()).hasSize(2);
      assertThat(harness.context().ssc().graph().getInputStreams())
          .filteredOn(TcpInputDStream.class::isInstance)
          .hasSize(connections)
          .allMatch(stream -> stream.generatedRDDs().isEmpty());
    }
  }

  @Test
  void open_noThreadBesideTheReceivers_throws() {
    try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) { // on local[8]
      TcpSource source = LineSources.tcp("localhost", 1).connections(8);
      assertThatThrownBy(() -> source.open(harness.context()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "master must be local[9] or more, for each connection takes one thread: local[8]");
      // Each has its own threads, as the two streams of a join have.
      source.connections(4).open(harness.context());
      assertThatThrownBy(() -> source.connections(5).open(harness.context()))
          .hasMessageStartingWith("master must be local[10] or more");
    }
  }

  /** Spark sends receivers to where they run by the serializer that it is told to use. */
  @Test
  void receiver_byKryo_arrives() {
    Kryo kryo = new Kryo();
    Output out = new Output(1 << 10, -1);
    kryo.writeClassAndObject(out, new TcpReceiver(LineSources.tcp("localhost", 1), 1_000));
    assertThat(kryo.readClassAndObject(new Input(out.toBytes()))).isInstanceOf(TcpReceiver.class);
  }

  @Test
  void close_harness_letsGoOfTheConnection() {
    try (LineServer server = LineServer.start()) {
      LineClient client;
      try (BatchHarness harness = job(LineSources.tcp("localhost", server.port()))) {
        harness.batch();
        client = server.awaitClient();
      }
      client.awaitClosed();
    }
  }

  @Test
  void settings_outOfRange_throw() {
    TcpSource source = LineSources.tcp("localhost", 1);
    assertThatThrownBy(() -> LineSources.tcp("localhost", 70_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("port must be 1..65535: 70000");
    assertThatThrownBy(() -> LineSources.tcp(" ", 1)).hasMessage("host must not be empty: ' '");
    for (String host : List.of("a:9", "localhost:", "tcp://a", "a/9")) {
      assertThatThrownBy(() -> LineSources.tcp(host, 1))
          .hasMessage("host must be a name or an address, without scheme or port: " + host);
    }
    assertThat(LineSources.tcp("::1", 9).address()).isEqualTo("[::1]:9");
    assertThatThrownBy(() -> source.maxWait(Duration.ZERO))
        .hasMessage("max wait must be > 0: PT0S");
    assertThatThrownBy(() -> source.connectTimeout(Duration.ofMillis(-1)))
        .hasMessage("connect timeout must be > 0: PT-0.001S");
    assertThatThrownBy(() -> source.connections(0)).hasMessage("connections must be 1..64: 0");
    assertThatThrownBy(() -> source.connections(65)).hasMessage("connections must be 1..64: 65");
    assertThatThrownBy(() -> source.maxLineBytes(1)).hasMessage("maxLineBytes must be >= 16: 1");
  }

  @Test
  void address_hostileOrIpv6Host_isSafeToShow() {
    assertThat(LineSources.tcp("::1", 9).address()).isEqualTo("[::1]:9");
    assertThat(LineSources.tcp("[::1]", 9).address()).isEqualTo("[::1]:9");
    assertThat(LineSources.tcp("a\u001b[2J", 9).address()).isEqualTo("a\\u{1b}[2J:9");
  }
}
