package io.dsstream.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dsstream.Seeds;
import io.dsstream.block.Faults;
import io.dsstream.reducer.ItemCount;
import io.dsstream.reducer.sketch.Estimate;
import io.dsstream.reducer.sketch.QuantileEstimate;
import io.dsstream.span.BatchResult;
import io.dsstream.span.KeyResult;
import io.dsstream.span.SpanWords;
import io.dsstream.span.Tally;
import io.dsstream.table.WordCount;
import io.dsstream.text.Escapes;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SinksTest {
  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");

  static LongStream seeds() {
    return Seeds.some(50);
  }

  private static BatchResult result(String time, long distinct, WordCount... counts) {
    long words = Arrays.stream(counts).mapToLong(WordCount::count).sum();
    Tally tally = new Tally(3, words, 34, new Faults(2, 1, 4, 5, 6, 7, 9, 10), 8, 0);
    return new BatchResult(
        Instant.parse(time),
        Duration.ofMillis(500),
        Duration.ofMillis(42),
        Duration.ofMillis(1_500),
        1,
        tally,
        new SpanWords(
            Instant.parse(time).minusMillis(500), words, distinct, List.of(counts), null, 2, 3),
        false);
  }

  /** A result of each kind, of hostile keys. */
  private static BatchResult keyed() {
    List<KeyResult> results =
        List.of(
            new KeyResult("=a\u001b", 21.5),
            new KeyResult("b", 7L),
            new KeyResult("c", new Estimate(9.5, 9, 10)),
            new KeyResult("d", List.of(new QuantileEstimate(0.5, 3, 2, 1e20))),
            new KeyResult("e", List.of(new ItemCount<>("x,y", 3), new ItemCount<>("", 1))));
    BatchResult words = result("2026-11-22T17:45:40Z", 9);
    return new BatchResult(
        words.time(),
        words.interval(),
        words.processing(),
        words.idle(),
        1,
        words.tally(),
        new SpanWords(words.time(), 0, 6, List.of(), results, 0, 0),
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "21.5, 21.5",
    "-0.25, -0.25",
    "3, 3",
    "-0.0, 0",
    "9007199254740992, 9007199254740992",
    "123456789012345.6, 123456789012345.6",
    "9007199254740994, 9007199254740994",
    "1e16, 1e+16",
    "1.5e300, 1.5e+300",
    "-2.5e-7, -2.5e-07",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "4.9e-324, 4.9e-324",
    "Infinity, Infinity"
  })
  void number_ofAnySize_isAsPythonWritesIt(double number, String text) {
    assertThat(NumberText.of(number)).isEqualTo(text);
  }

  @Test
  void pprint_results_areTuples() {
    assertThat(new PprintFormat(JAKARTA).format(keyed()))
        .isEqualTo(
            """
            -------------------------------------------
            Time: 2026-11-23 00:45:40
            -------------------------------------------
            ('=a\\x1b', 21.5)
            ('b', 7)
            ('c', 9.5, 9, 10)
            ('d', '0.5', 3, 2, 1e+20)
            ('e', 'x,y', 3)
            ('e', '', 1)
            ...

            """);
  }

  @Test
  void csv_results_haveAFieldForEachPart() {
    CsvFormat csv = new CsvFormat(JAKARTA);
    assertThat(csv.header(keyed())).isEqualTo("time,key,item,value,lower,upper\n");
    assertThat(csv.format(keyed()).replace("2026-11-23T00:45:40.000+07:00", "T"))
        .isEqualTo(
            """
            T,'=a\\u{1b},,21.5,,
            T,b,,7,,
            T,c,,9.5,9,10
            T,d,0.5,3,2,1e+20
            T,e,"x,y",3,,
            T,e,"",1,,
            """);
  }

  @Test
  void json_results_haveFigures() {
    assertThat(new JsonFormat(JAKARTA).format(keyed()))
        .contains(",\"total\":0},\"expired\":0,")
        .endsWith(
            ",\"distinct\":6,\"results\":["
                + "{\"key\":\"=a\\u001B\",\"figures\":[{\"value\":21.5}]},"
                + "{\"key\":\"b\",\"figures\":[{\"value\":7}]},"
                + "{\"key\":\"c\",\"figures\":[{\"value\":9.5,\"lower\":9,\"upper\":10}]},"
                + "{\"key\":\"d\",\"figures\":[{\"item\":\"0.5\",\"value\":3,\"lower\":2,\"upper\":1.0E20}]},"
                + "{\"key\":\"e\",\"figures\":[{\"item\":\"x,y\",\"value\":3},{\"item\":\"\",\"value\":1}]}]}\n");
  }

  @Test
  void table_results_areRows() {
    assertThat(new TableFormat(JAKARTA).format(keyed()))
        .isEqualTo(
            """
            00:45:40.0  3 lines  0 values  6 distinct  42 ms
               1  =a\\u{1b}                       21.5000
               2  b                                    7
               3  c                              9.50000  (9 to 10)
               4  d             0.5                    3  (2 to 1.00000e+20)
               5  e             x,y                    3
                                (empty)                1
                 ... and 1 more

            """);
  }

  private static WordCount word(String word, long count) {
    return new WordCount(word, count);
  }

  @Test
  void pprint_wholeSecond_asPySpark() {
    BatchResult result = result("2026-11-22T17:45:40Z", 9, word("Ari", 2), word("don't", 1));
    assertThat(new PprintFormat(JAKARTA).format(result))
        .isEqualTo(
            """
            -------------------------------------------
            Time: 2026-11-23 00:45:40
            -------------------------------------------
            ('Ari', 2)
            ("don't", 1)
            ...

            """);
  }

  @Test
  void pprint_fractionOfSecond_hasMicroseconds() {
    BatchResult result = result("2026-11-22T17:45:40.500Z", 0);
    assertThat(new PprintFormat(JAKARTA).format(result))
        .isEqualTo(
            """
            -------------------------------------------
            Time: 2026-11-23 00:45:40.500000
            -------------------------------------------

            """);
  }

  @Test
  void json_batch_hasEveryFieldInOrder() {
    BatchResult result = result("2026-11-22T17:45:40.5Z", 9, word("Ari", 2), word("", 1));
    assertThat(new JsonFormat(JAKARTA).format(result))
        .isEqualTo(
            "{\"time\":\"2026-11-23T00:45:40.500+07:00\",\"intervalMs\":500,\"batches\":1,\"processingMs\":42,"
                + "\"lines\":3,\"words\":3,\"bytes\":34,"
                + "\"malformed\":2,\"longLines\":1,\"longWords\":4,"
                + "\"partialLines\":5,\"reconnects\":6,\"byteOrderMarks\":7,\"skippedFiles\":9,\"unusableLines\":10,\"pausedMs\":8,\"idleMs\":1500,"
                + "\"span\":{\"from\":\"2026-11-23T00:45:40.000+07:00\",\"to\":\"2026-11-23T00:45:40.500+07:00\",\"total\":3},"
                + "\"expired\":2,\"evicted\":3,\"distinct\":9,"
                + "\"counts\":[[\"Ari\",2],[\"\",1]]}\n");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void json_hostileWords_roundTripInSafeCharacters(long seed) throws IOException {
    String word = Seeds.lines(new Random(seed), 30);
    String json = new JsonFormat(JAKARTA).format(result("2026-11-22T17:45:40Z", 1, word(word, 1)));
    assertThat(json.substring(0, json.length() - 1).codePoints()).noneMatch(Escapes::isUnsafe);
    JsonNode parsed = new ObjectMapper().readTree(json);
    assertThat(parsed.at("/counts/0/0").asText()).isEqualTo(word);
  }

  @Test
  void csv_hostileWords_quotedGuardedEscaped() {
    BatchResult result =
        result(
            "2026-11-22T17:45:40Z",
            9,
            word("a,b", 1),
            word("say \"x\"", 1),
            word("=1+1", 1),
            word("-1", 1),
            word("@x,y", 1),
            word("\u001b[2J", 1),
            word("", 1));
    CsvFormat csv = new CsvFormat(JAKARTA);
    assertThat(csv.header(result)).isEqualTo("time,word,count\n");
    assertThat(csv.format(result).replace("2026-11-23T00:45:40.000+07:00", "T"))
        .isEqualTo(
            """
            T,"a,b",1
            T,"say ""x""\",1
            T,'=1+1,1
            T,'-1,1
            T,"'@x,y",1
            T,\\u{1b}[2J,1
            T,"",1
            """);
  }

  @Test
  void table_wideAndHostileWords_alignedAndEscaped() {
    BatchResult result =
        result("2026-11-22T17:45:40Z", 4, word("東京", 6), word("\u001b[2J", 3), word("", 3));
    assertThat(new TableFormat(JAKARTA).format(result))
        .isEqualTo(
            """
            00:45:40.0  3 lines  12 words  4 distinct  42 ms
               1  東京                 6  50.0%  ██████████████████████████████
               2  \\u{1b}[2J            3  25.0%  ███████████████
               3  (empty)              3  25.0%  ███████████████
                 ... and 1 more

            """);
  }

  @Test
  void table_span_hasItsWordsBesideThoseOfTheBatch() {
    BatchResult batch = result("2026-11-22T17:45:40Z", 1, word("a", 2));
    BatchResult window =
        new BatchResult(
            batch.time(),
            batch.interval(),
            batch.processing(),
            batch.idle(),
            1,
            batch.tally(),
            new SpanWords(
                batch.time().minusSeconds(9), 1_500, 1, List.of(word("a", 1_500)), null, 0, 0),
            false);
    assertThat(new TableFormat(JAKARTA).format(window))
        .startsWith(
            "00:45:40.0  3 lines  2 words  1 distinct of 1,500 words since 00:45:31.0  42 ms\n")
        .contains(" 100.0%  ");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyText_hostileWords_noUnsafeCharacter(long seed) {
    Random random = new Random(seed);
    BatchResult result =
        result(
            "2026-11-22T17:45:40Z",
            9,
            word(Seeds.lines(random, 20), 2),
            word(Seeds.lines(random, 3), 1));
    List<Function<ZoneId, BatchFormat>> formats =
        List.of(PprintFormat::new, JsonFormat::new, CsvFormat::new, TableFormat::new);
    for (Function<ZoneId, BatchFormat> format : formats) {
      String text = format.apply(JAKARTA).format(result);
      assertThat(text.codePoints()).noneMatch(c -> c != '\n' && Escapes.isUnsafe(c));
    }
  }

  @Test
  void accept_severalBatches_headerOnceAndFlushedEach() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream buffered = new PrintStream(new BufferedOutputStream(bytes, 1 << 16), false, UTF_8);
    Sink csv = Sinks.csv(buffered, 10);
    csv.accept(result("2026-11-22T17:45:40Z", 1, word("a", 1)));
    assertThat(bytes.toString(UTF_8).lines()).hasSize(2);
    csv.accept(result("2026-11-22T17:45:41Z", 1, word("a", 1)));
    assertThat(bytes.toString(UTF_8).lines()).hasSize(3);
  }

  @Test
  void accept_closedStream_throws() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Sink sink = Sinks.pprint(new PrintStream(closed, false, UTF_8), 1);
    assertThatThrownBy(() -> sink.accept(result("2026-11-22T17:45:40Z", 0)))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void pprint_negativeLimit_throws() {
    assertThatThrownBy(() -> Sinks.pprint(System.out, -1)).hasMessage("limit must be >= 0: -1");
  }
}
