package io.dsstream.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.block.Faults;
import io.dsstream.block.TextBlock;
import io.dsstream.testkit.LineClient;
import io.dsstream.testkit.LineServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What text may be like, however it is cut into packets, on real sockets. */
@Timeout(120)
class TcpTextTest extends ReaderFixture {
  /** I07: each place where the text can be cut, inside characters and line ends too. */
  @ParameterizedTest
  @ValueSource(strings = {"é東👩‍👧 x\r\nשלום\n", "\uFEFFa\rb\n"})
  void split_everyPosition_equalLines(String text) throws InterruptedException {
    byte[] bytes = text.getBytes(UTF_8);
    List<String> expected = text.lines().toList();
    try (LineServer server = LineServer.start()) {
      read(source(server));
      LineClient client = server.awaitClient();
      client.lines("first");
      received(1, Faults.NONE);
      for (int size = 1; size < bytes.length; size++) {
        client.chunks(bytes, size, Duration.ofMillis(1));
        assertThat(received(expected.size(), Faults.NONE)).isEqualTo(expected);
      }
    }
  }

  /** I03: a mark is dropped where a connection begins with it, each of them, and nowhere else. */
  @Test
  void byteOrderMark_atAConnectionsStart_isDroppedAndCounted() throws InterruptedException {
    try (LineServer server = LineServer.start()) {
      read(source(server));
      LineClient first = server.awaitClient();
      first.lines("\uFEFFa", "\uFEFFb");
      assertThat(received(2, Faults.byteOrderMark())).containsExactly("a", "\uFEFFb");
      first.drop();
      server.awaitClient().lines("\uFEFFc");
      Faults again = Faults.byteOrderMark().plus(Faults.reconnect());
      assertThat(received(1, again)).containsExactly("c");
    }
  }

  /** F12: each byte in a packet of its own, and all in one burst. */
  @ParameterizedTest
  @CsvSource({"1, 1000000", "67108864, 67108864"})
  void packets_ofAnySize_equalLines(int size, int length) throws Exception {
    byte[] bytes = "to be or not\n".repeat(length / 13).getBytes(UTF_8);
    try (LineServer server = LineServer.start()) {
      read(source(server).onEof(OnEof.STOP));
      LineClient client = server.awaitClient();
      client.chunks(bytes, size, Duration.ZERO);
      client.drop();
      long lines = 0;
      long words = 0;
      for (TextBlock block = next(); !block.isEnd(); block = next()) {
        lines += block.lines();
        words += words(block);
      }
      assertThat(lines).isEqualTo(bytes.length / 13);
      assertThat(words).isEqualTo(4 * lines);
    }
  }

  /** I10: a line far beyond its bound keeps its words, is one line, and is told once. */
  @Test
  void line_ofManyBounds_isExact() throws InterruptedException {
    try (LineServer server = LineServer.start()) {
      read(source(server).maxLineBytes(1_000));
      LineClient client = server.awaitClient();
      client.partial("word 東 ".repeat(50_000));
      client.lines("last", "next line");
      List<String> pieces = received(400, Faults.longLine());
      while (!pieces.get(pieces.size() - 1).equals("next line")) {
        pieces.addAll(received(1, Faults.NONE));
      }
      String text = String.join(" ", pieces.subList(0, pieces.size() - 1));
      assertThat(text).isEqualTo("word 東 ".repeat(50_000) + "last");
      assertThat(pieces).allMatch(piece -> piece.getBytes(UTF_8).length < 1_000);
    }
  }

  /** I11: bytes without an end and without a space, until the peer has had enough. */
  @Test
  void line_withoutEndOrSpace_isCutInBoundedMemory() throws InterruptedException {
    try (LineServer server = LineServer.start()) {
      read(source(server).maxLineBytes(100_000).onEof(OnEof.STOP));
      LineClient client = server.awaitClient();
      client.endless((byte) 'x', 20_000_000);
      client.drop();
      long bytes = 0;
      Faults faults = Faults.NONE;
      for (TextBlock block = next(); !block.isEnd(); block = next()) {
        assertThat(block.bytes().length).isLessThanOrEqualTo(100_001);
        bytes += block.received();
        faults = faults.plus(block.faults());
      }
      assertThat(bytes).isEqualTo(20_000_000);
      assertThat(faults).isEqualTo(Faults.longLine());
    }
  }

  /** I12: one byte below the bound, at it and above, where that lies inside a character too. */
  @ParameterizedTest
  @CsvSource({
    "x, 15, 0",
    "x, 16, 1",
    "x, 17, 1",
    "é, 14, 0",
    "é, 16, 1",
    "é, 18, 1",
    "東, 15, 0",
    "東, 18, 1"
  })
  void line_atItsBound_isExact(String character, int bytes, int cut) throws InterruptedException {
    String line = character.repeat(bytes / character.getBytes(UTF_8).length);
    try (LineServer server = LineServer.start()) {
      read(source(server).maxLineBytes(16));
      server.awaitClient().lines(line, "y");
      List<String> lines = received(2 + cut, cut == 1 ? Faults.longLine() : Faults.NONE);
      assertThat(String.join("", lines)).isEqualTo(line + "y");
    }
  }

  /** I18, I06: what is no text at all is read as lines, whatever is in it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void garbage_anyBytes_areReceivedWhole(long seed) throws InterruptedException {
    try (LineServer server = LineServer.start()) {
      read(source(server).onEof(OnEof.STOP));
      LineClient client = server.awaitClient();
      client.garbage(seed, 100_000);
      client.drop();
      long bytes = 0;
      for (TextBlock block = next(); !block.isEnd(); block = next()) {
        bytes += block.received();
      }
      assertThat(bytes).isEqualTo(100_000);
    }
  }
}
