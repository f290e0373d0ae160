package io.dsstream.bench.baseline;

import io.dsstream.block.TextBlock;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The word count that everybody writes first: lines decoded to strings by a {@link BufferedReader},
 * as Spark's own socket receiver reads them, {@code split(" ", -1)}, and {@link HashMap#merge}.
 */
public final class SplitAndMerge {
  private SplitAndMerge() {}

  /** How often each word of a block occurs; empty words count. */
  public static Map<String, Long> count(TextBlock block) {
    Map<String, Long> counts = new HashMap<>();
    try (BufferedReader lines = lines(block)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        for (String word : line.split(" ", -1)) {
          counts.merge(word, 1L, Long::sum);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read from memory", e);
    }
    return counts;
  }

  private static BufferedReader lines(TextBlock block) {
    ByteArrayInputStream bytes = new ByteArrayInputStream(block.bytes(), 0, block.length());
    return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }
}
