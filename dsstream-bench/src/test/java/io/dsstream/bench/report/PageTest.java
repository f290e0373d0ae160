package io.dsstream.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  @TempDir private Path directory;

  @Test
  void write_everyMode_aSectionEach() throws IOException {
    // It stays, for a browser to look at it.
    String html = page(Path.of(System.getProperty("dsstream.bench.target"), "sample"));
    assertThat(html.lines().filter(line -> line.startsWith("<section id=")))
        .extracting(line -> line.replaceAll("<section id=\"([^\"]+)\".*", "$1"))
        .containsExactly("pipeline", "hot-path", "latency", "growth", "other");
    assertThat(html).contains("default-src 'none'").doesNotContain("{{", "url(", "href=\"h");
  }

  @Test
  void write_hostileText_isEscapedEverywhere() throws IOException {
    assertThat(page(directory))
        .contains(
            "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&quot;&amp;\uFFFD\u2028\uFFFDé")
        .doesNotContain("<img")
        .doesNotContain("\u202e")
        .doesNotContain("\0")
        .containsOnlyOnce("</script>");
  }

  @Test
  void write_hostileContender_isEscapedInTheChart() throws IOException {
    Samples.results("growth", "g", List.of(), List.of(growth())).save(directory);
    String html = Files.readString(Page.write(directory));
    assertThat(html).contains("data-chart=\"{&quot;title&quot;:").doesNotContain("<img");
  }

  private static Samples.Growth growth() {
    return Samples.Growth.of("c", Samples.HOSTILE, 1, Samples.HOSTILE, 1, Samples.HOSTILE);
  }

  @Test
  void write_otherFile_namesIt() throws IOException {
    Path file = Files.writeString(directory.resolve("pipeline.json"), "{\"mode\":");
    assertThatIOException()
        .isThrownBy(() -> Page.write(directory))
        .withMessageStartingWith(file + " must be what this benchmark writes: ");
  }

  @Test
  void write_rowLacksAField_namesTheFile() throws IOException {
    List<Samples.Other> rows = List.of(new Samples.Other("spark", 1));
    Samples.results("pipeline", "p", List.of(), rows).save(directory);
    assertThatIOException()
        .isThrownBy(() -> Page.write(directory))
        .withMessageContaining("pipeline.json must be what this benchmark writes: ")
        .withMessageContaining("'bytes'");
  }

  private static String page(Path directory) throws IOException {
    for (Results results : Samples.all()) {
      results.save(directory);
    }
    return Files.readString(Page.write(directory));
  }
}
