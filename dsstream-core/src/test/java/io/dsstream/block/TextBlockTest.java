package io.dsstream.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextBlockTest {
  @Test
  void ofLines_lines_endsEach() {
    TextBlock block = TextBlock.ofLines("to be", "", "or not");
    assertThat(new String(block.bytes(), 0, block.length(), UTF_8)).isEqualTo("to be\n\nor not\n");
    assertThat(block.lines()).isEqualTo(3);
    assertThat(block.received()).isEqualTo(14);
    assertThat(block.isEnd()).isFalse();
  }

  @Test
  void ofLines_embeddedLineEnds_countsTheLines() {
    assertThat(TextBlock.ofLines("a\r\nb\rc").lines()).isEqualTo(3);
  }

  @Test
  void ofBytes_noLineEnd_throws() {
    assertThatThrownBy(() -> TextBlock.ofBytes(new byte[] {'a'}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("block must end with a line end: 1 bytes");
  }

  @Test
  void isWellFormed_malformedByte_isFalse() {
    assertThat(TextBlock.ofBytes(new byte[] {(byte) 0xFF, '\n'}, 2).isWellFormed()).isFalse();
    assertThat(TextBlock.ofLines("naïve 東京").isWellFormed()).isTrue();
  }

  @Test
  void end_mark_holdsNothing() {
    TextBlock end = TextBlock.end();
    assertThat(end.isEnd()).isTrue();
    assertThat(end.length()).isZero();
    assertThat(end).hasToString("TextBlock[0 lines, 0 bytes, end]");
  }
}
