package io.dsstream.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import io.dsstream.testkit.Laws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every tokenizer must do: both faces give the tokens of an independent reference. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TokenizerContract {
  /** The tokenizer under test. */
  abstract Tokenizer tokenizer();

  /** The tokens of one line, written for clarity and with other means. */
  abstract List<String> reference(String line);

  LongStream seeds() {
    return Seeds.some(100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void call_randomLine_agreesWithReference(long seed) throws Exception {
    String line = Seeds.line(new Random(seed), 40);
    List<String> tokens = new ArrayList<>();
    tokenizer().call(line).forEachRemaining(tokens::add);
    assertThat(tokens).isEqualTo(reference(line));
  }

  @Test
  void call_loneSurrogate_isReplaced() throws Exception {
    List<String> tokens = new ArrayList<>();
    tokenizer().call("a\uD800b the\uDC00").forEachRemaining(tokens::add);
    assertThat(tokens).isEqualTo(reference("a\uFFFDb the\uFFFD"));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tokenize_randomLine_agreesWithReference(long seed) {
    String line = Seeds.line(new Random(seed), 40);
    byte[] bytes = ("<" + line + ">").getBytes(UTF_8);
    List<String> tokens = new ArrayList<>();
    tokenizer().tokenize(bytes, 1, bytes.length - 1, collect(tokens));
    assertThat(tokens).isEqualTo(reference(line));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tokenizeLines_randomLines_agreesWithReference(long seed) {
    Random random = new Random(seed);
    String text = Seeds.lines(random, 80) + dense(random) + "\n";
    byte[] bytes = text.getBytes(UTF_8);
    List<String> tokens = new ArrayList<>();
    tokenizer().tokenizeLines(bytes, 0, bytes.length, collect(tokens));
    List<String> expected = text.lines().flatMap(line -> reference(line).stream()).toList();
    assertThat(tokens).isEqualTo(expected);
  }

  /** Many short words among 64 bytes, which are what scans take a step. */
  private static String dense(Random random) {
    int letters = 2 + random.nextInt(4);
    StringBuilder text = new StringBuilder("\n");
    random.ints(500, 0, letters).forEach(letter -> text.append(" a\nb1".charAt(letter)));
    return text.toString();
  }

  /** Scans take 64 bytes a step: so the text lies at each place in a step, in hostile company. */
  @Test
  void tokenizeLines_atEveryOffset_sameTokens() {
    String text =
        "a  b\r\n\r\nthe Ari\r\rdon't 東京\u3000Σ \n x\n\u0085y\u2003 abcdefghijklmnopqrstuvwxyz\r\n"
            + "seven77 eight888 fifteen15151515 sixteen161616161 \t\u00a0é\n".repeat(3)
            + " ".repeat(70)
            + "\r\n".repeat(40)
            + "w".repeat(200)
            + "\n";
    List<String> expected = text.lines().flatMap(line -> reference(line).stream()).toList();
    byte[] bytes = text.getBytes(UTF_8);
    for (int offset = 0; offset <= 130; offset++) {
      for (char company : "\r\n x".toCharArray()) {
        byte[] all = new byte[offset + bytes.length + offset % 20];
        Arrays.fill(all, (byte) company);
        System.arraycopy(bytes, 0, all, offset, bytes.length);
        List<String> tokens = new ArrayList<>();
        tokenizer().tokenizeLines(all, offset, offset + bytes.length, collect(tokens));
        assertThat(tokens).as("offset %s", offset).isEqualTo(expected);
      }
    }
  }

  @Test
  void tokenizeLines_everySplitBetweenLines_sameTokens() {
    byte[] bytes = "a  b\r\n\r\nthe Ari\r\rdon't 東京 \n x\n".getBytes(UTF_8);
    List<String> whole = new ArrayList<>();
    tokenizer().tokenizeLines(bytes, 0, bytes.length, collect(whole));
    for (int split = 1; split < bytes.length; split++) {
      boolean insideCrLf = bytes[split - 1] == '\r' && bytes[split] == '\n';
      boolean afterLineEnd = bytes[split - 1] == '\n' || bytes[split - 1] == '\r';
      if (afterLineEnd && !insideCrLf) {
        List<String> parts = new ArrayList<>();
        tokenizer().tokenizeLines(bytes, 0, split, collect(parts));
        tokenizer().tokenizeLines(bytes, split, bytes.length, collect(parts));
        assertThat(parts).isEqualTo(whole);
      }
    }
  }

  @Test
  void call_hostileLines_obeysTheLaws() {
    Laws.tokenizer(tokenizer(), "to be  or Not");
  }

  private static TokenSink collect(List<String> tokens) {
    return (bytes, from, to) -> tokens.add(new String(bytes, from, to - from, UTF_8));
  }
}
