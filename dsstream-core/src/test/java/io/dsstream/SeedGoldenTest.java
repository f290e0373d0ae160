package io.dsstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dsstream.block.LineFramer;
import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sink;
import io.dsstream.sink.Sinks;
import io.dsstream.span.BatchResult;
import io.dsstream.span.Spans;
import io.dsstream.table.WordCount;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.tokenizer.Tokenizers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The default pipeline, through Spark, against what Python itself made of the same bytes. */
class SeedGoldenTest {
  private static final TimeZone LOCAL = TimeZone.getDefault();
  private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();
  private static final AtomicReference<BatchResult> RESULT = new AtomicReference<>();
  private static BatchHarness harness;
  private static BatchInput<TextBlock> blocks;

  @BeforeAll
  static void start() {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    harness = BatchHarness.create(Duration.ofSeconds(1));
    blocks = harness.input();
    pipeline(Sinks.pprint(new PrintStream(PRINTED, false, UTF_8), 10));
    pipeline(Sinks.forEach(Integer.MAX_VALUE, RESULT::set));
  }

  private static void pipeline(Sink sink) {
    new LinePipeline(
            context -> blocks.stream(), Tokenizers.space(), Reducers.sum(), Spans.eachBatch(), sink)
        .attach(harness.context());
  }

  @AfterAll
  static void stop() {
    harness.close();
    TimeZone.setDefault(LOCAL);
  }

  static Stream<Arguments> cases() throws IOException {
    try (InputStream json = SeedGoldenTest.class.getResourceAsStream("seed/counts.json")) {
      List<Arguments> cases = new ArrayList<>();
      new ObjectMapper()
          .readTree(json)
          .forEach(c -> cases.add(Arguments.of(c.get("name").asText(), c)));
      return cases.stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void pprint_python_isEqualByteForByte(String name, JsonNode golden) {
    PRINTED.reset();
    blocks.pushPartitions(partitions(HexFormat.of().parseHex(golden.get("hex").asText())));
    harness.batch();

    BatchResult result = RESULT.get();
    assertThat(result.tally().lines()).isEqualTo(golden.get("lines").asLong());
    assertThat(result.tally().words()).isEqualTo(golden.get("words").asLong());
    assertThat(result.counts()).isEqualTo(words(golden.get("counts")));
    // Every batch has the frame of batch 1, but for its second.
    String second = "00:00:%02d".formatted(harness.batches());
    assertThat(PRINTED.toString(UTF_8))
        .isEqualTo(golden.get("pprint").asText().replace("00:00:01", second));
  }

  /**
   * The bytes as they might arrive: in reads of seven, each cut a block, blocks over three tasks.
   */
  private static List<List<TextBlock>> partitions(byte[] bytes) {
    LineFramer framer = new LineFramer(1 << 20);
    List<List<TextBlock>> partitions =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int from = 0; from < bytes.length; from += 7) {
      int n = Math.min(7, bytes.length - from);
      System.arraycopy(bytes, from, framer.buffer(), framer.position(), n);
      framer.received(n);
      add(framer.cut(), partitions.get(from % 3));
    }
    add(framer.finish(), partitions.get(0));
    return partitions;
  }

  private static void add(TextBlock block, List<TextBlock> partition) {
    if (block != null) {
      partition.add(block);
    }
  }

  private static List<WordCount> words(JsonNode counts) {
    List<WordCount> words = new ArrayList<>();
    counts.forEach(c -> words.add(new WordCount(c.get(0).asText(), c.get(1).asLong())));
    return words;
  }
}
