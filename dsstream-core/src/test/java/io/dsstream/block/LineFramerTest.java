package io.dsstream.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.Seeds;
import io.dsstream.text.LineEnds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineFramerTest {
  private static final int UNBOUNDED = 1 << 20;

  static LongStream seeds() {
    return Seeds.some(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb\n",
        "a\r\nb\r\n",
        "a\rb\r",
        "a\r\n\rb\n\r\n",
        "\n",
        "\r\n",
        "\r",
        "",
        "a",
        "\n\n\na",
        "a\r\r\nb",
        "é東👩‍👧 x\r\nשלום",
        "tail\r",
        "a\n\r\n\rb",
        "\uFEFFa\r\nb",
        "\uFEFF",
        "\uFEFF\n",
        "\uFEFF\uFEFFa\n\uFEFFb\n",
        "a\n\uFEFF"
      })
  void cut_everySplitPosition_sameLines(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    for (int i = 0; i <= bytes.length; i++) {
      for (int j = i; j <= bytes.length; j++) {
        check(bytes, i, j);
      }
    }
  }

  /** I07: 13,200 of them, in buffers of every small size. */
  @ParameterizedTest
  @MethodSource("seeds")
  void cut_randomTextAndSplits_sameLines(long seed) {
    Random random = new Random(seed);
    byte[] bytes = Seeds.lines(random, 60).getBytes(UTF_8);
    for (int blockBytes = 32; blockBytes <= 64; blockBytes++) {
      for (int i = 0; i < 4; i++) {
        int[] splits = random.ints(random.nextInt(20), 0, bytes.length + 1).sorted().toArray();
        check(bytes, frame(new LineFramer(UNBOUNDED, blockBytes), bytes, splits));
      }
    }
  }

  /** Lines, line count and byte count against a reader that has the whole text. */
  private static void check(byte[] bytes, int... splits) {
    check(bytes, frame(new LineFramer(UNBOUNDED), bytes, splits));
    // Longer lines make this one's buffer grow, and it is given back.
    check(bytes, frame(new LineFramer(UNBOUNDED, 32), bytes, splits));
  }

  private static void check(byte[] bytes, List<TextBlock> blocks) {
    String text = new String(bytes, UTF_8);
    boolean isMarked = text.startsWith("\uFEFF");
    List<String> expected = text.substring(isMarked ? 1 : 0).lines().toList();
    assertThat(lines(blocks)).isEqualTo(expected);
    assertThat(blocks.stream().map(TextBlock::faults).reduce(Faults.NONE, Faults::plus))
        .isEqualTo(isMarked ? Faults.byteOrderMark() : Faults.NONE);
    assertThat(blocks.stream().mapToLong(TextBlock::lines).sum()).isEqualTo(expected.size());
    assertThat(blocks.stream().mapToLong(TextBlock::received).sum()).isEqualTo(bytes.length);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void cut_onlyWhenFull_blocksKeepTheirBytes(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    random.ints(300, 0, 20).forEach(n -> text.append("x".repeat(n)).append(n).append("\r\n"));
    byte[] bytes = text.toString().getBytes(UTF_8);
    LineFramer framer = new LineFramer(64);
    List<TextBlock> blocks = new ArrayList<>();
    for (int from = 0; from < bytes.length; ) {
      int n = Math.min(1 + random.nextInt(40), Math.min(framer.space(), bytes.length - from));
      System.arraycopy(bytes, from, framer.buffer(), framer.position(), n);
      framer.received(n);
      from += n;
      if (framer.space() == 0) {
        blocks.add(framer.cut());
      }
    }
    Stream.of(framer.cut(), framer.finish()).filter(Objects::nonNull).forEach(blocks::add);
    assertThat(lines(blocks)).isEqualTo(text.toString().lines().toList());
    assertThat(blocks.stream().mapToLong(TextBlock::lines).sum()).isEqualTo(300);
    assertThat(blocks.stream().mapToLong(TextBlock::received).sum()).isEqualTo(bytes.length);
  }

  /** Every byte that came is in a block, those of the dropped line too. */
  @ParameterizedTest
  @CsvSource({"half,1,0", "\uFEFF,0,1", "\uFEFFhalf,1,1", "a\uFEFF,1,0", "aCRLF,0,0"})
  void drop_unfinishedLine_isCountedWithItsBytes(String spelled, int lines, int marks) {
    String text = spelled.replace("CR", "\r").replace("LF", "\n");
    LineFramer framer = new LineFramer(UNBOUNDED);
    List<TextBlock> blocks = new ArrayList<>();
    for (byte b : text.getBytes(UTF_8)) {
      blocks.addAll(feed(framer, new byte[] {b}));
    }
    blocks.add(framer.drop());
    assertThat(framer.drop()).isNull();
    blocks.removeIf(Objects::isNull);
    assertThat(blocks.stream().mapToLong(TextBlock::received).sum())
        .isEqualTo(text.getBytes(UTF_8).length);
    assertThat(blocks.stream().map(TextBlock::faults).reduce(Faults.NONE, Faults::plus))
        .isEqualTo(new Faults(0, 0, 0, lines, 0, marks, 0, 0));
  }

  @Test
  void cut_carriageReturnLast_endsLineAtOnce() {
    LineFramer framer = new LineFramer(UNBOUNDED);
    assertThat(feed(framer, "a\r".getBytes(UTF_8))).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void cut_lineOverBound_wordsUnchanged(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    random.ints(200, 0, 14).forEach(n -> text.append("w".repeat(n)).append(' '));
    List<TextBlock> blocks = frame(16, (text + "end\nnext\n").getBytes(UTF_8), 50, 51, 90);
    assertThat(String.join(" ", lines(blocks)).split(" ", -1))
        .isEqualTo((text + "end next").split(" ", -1));
    assertThat(blocks.stream().mapToLong(TextBlock::lines).sum()).isEqualTo(2);
    assertThat(blocks.stream().mapToLong(block -> block.lines(lineEnds(block))).sum()).isEqualTo(2);
    assertThat(blocks.stream().mapToLong(block -> block.faults().longLines()).sum()).isEqualTo(1);
  }

  private static long lineEnds(TextBlock block) {
    return LineEnds.count(block.bytes(), 0, block.length());
  }

  @Test
  void cut_lineAtBoundAndAround_exact() {
    for (int length = 14; length <= 18; length++) {
      String line = "x".repeat(length);
      List<TextBlock> blocks = frame(16, (line + "\ny\n").getBytes(UTF_8));
      boolean cut = length >= 16;
      assertThat(blocks.stream().mapToLong(block -> block.faults().longLines()).sum())
          .isEqualTo(cut ? 1 : 0);
      assertThat(String.join("", lines(blocks))).isEqualTo(line + "y");
      assertThat(lines(blocks)).doesNotContain("");
    }
  }

  @Test
  void finish_lineCutAtItsLastSpace_hasItsEmptyWordYet() {
    String line = "xxxxxxx xxxxxxx ";
    List<TextBlock> blocks = frame(16, line.getBytes(UTF_8));
    assertThat(String.join(" ", lines(blocks))).isEqualTo(line);
    assertThat(blocks.stream().mapToLong(TextBlock::lines).sum()).isEqualTo(1);
  }

  @Test
  void pending_secondHalfOfCrLf_isNothing() {
    LineFramer framer = new LineFramer(UNBOUNDED);
    feed(framer, "a\r".getBytes(UTF_8));
    feed(framer, "\n".getBytes(UTF_8));
    assertThat(framer.pending()).isZero();
  }

  @Test
  void cut_wordOverBound_neverInsideCharacter() {
    String word = "x👩東é".repeat(40);
    List<TextBlock> blocks = frame(17, (word + "\n").getBytes(UTF_8));
    assertThat(blocks).allMatch(TextBlock::isWellFormed);
    assertThat(String.join("", lines(blocks))).isEqualTo(word);
  }

  @Test
  void cut_severalLongLines_countsEach() {
    String line = "word ".repeat(20) + "\n";
    List<TextBlock> blocks = frame(16, line.repeat(3).getBytes(UTF_8));
    assertThat(blocks.stream().mapToLong(block -> block.faults().longLines()).sum()).isEqualTo(3);
    assertThat(blocks.stream().mapToLong(TextBlock::lines).sum()).isEqualTo(3);
  }

  @Test
  void cut_afterLongLine_bufferIsAsSmallAsBefore() {
    for (String last : List.of("", "x", "x".repeat(40))) {
      LineFramer framer = new LineFramer(UNBOUNDED, 64);
      int first = framer.space();
      List<TextBlock> blocks = feed(framer, ("x".repeat(1_000) + "\n" + last).getBytes(UTF_8));
      assertThat(framer.space()).isEqualTo(first - last.length());
      blocks.add(framer.finish());
      assertThat(lines(blocks.stream().filter(Objects::nonNull).toList()))
          .isEqualTo(("x".repeat(1_000) + "\n" + last).lines().toList());
    }
  }

  @Test
  void constructor_tinyBlock_throws() {
    assertThatThrownBy(() -> new LineFramer(16, 31))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("blockBytes must be >= 32: 31");
  }

  @Test
  void constructor_tinyBound_throws() {
    assertThatThrownBy(() -> new LineFramer(15))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxLineBytes must be >= 16: 15");
  }

  private static List<TextBlock> frame(int maxLineBytes, byte[] bytes, int... splits) {
    return frame(new LineFramer(maxLineBytes), bytes, splits);
  }

  private static List<TextBlock> frame(LineFramer framer, byte[] bytes, int... splits) {
    List<TextBlock> blocks = new ArrayList<>();
    int from = 0;
    for (int split : splits) {
      blocks.addAll(feed(framer, Arrays.copyOfRange(bytes, from, split)));
      from = split;
    }
    blocks.addAll(feed(framer, Arrays.copyOfRange(bytes, from, bytes.length)));
    TextBlock last = framer.finish();
    if (last != null) {
      blocks.add(last);
    }
    return blocks;
  }

  /** Writes the bytes as a reader would, cutting after each write. */
  private static List<TextBlock> feed(LineFramer framer, byte[] bytes) {
    List<TextBlock> blocks = new ArrayList<>();
    int from = 0;
    while (from < bytes.length) {
      int n = Math.min(framer.space(), bytes.length - from);
      System.arraycopy(bytes, from, framer.buffer(), framer.position(), n);
      framer.received(n);
      from += n;
      TextBlock block = framer.cut();
      if (block != null) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  private static List<String> lines(List<TextBlock> blocks) {
    return blocks.stream()
        .flatMap(block -> new String(block.bytes(), 0, block.length(), UTF_8).lines())
        .toList();
  }
}
