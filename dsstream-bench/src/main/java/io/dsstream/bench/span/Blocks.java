package io.dsstream.bench.span;

import io.dsstream.bench.corpus.Corpora;
import io.dsstream.block.TextBlock;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The blocks of one text, each counted and checked before anything is measured. */
@State(Scope.Benchmark)
public class Blocks {
  /** The name of a text in {@link Corpora}. */
  @Param({
    Corpora.KJV,
    Corpora.CRLF,
    Corpora.ZIPF,
    Corpora.INDONESIAN,
    Corpora.CHINESE,
    Corpora.EMOJI,
    Corpora.LOGS,
    Corpora.LONG_TOKENS,
    Corpora.DISTINCT_1M,
    Corpora.UNIQUE,
    Corpora.CRAFTED
  })
  public String text;

  private List<TextBlock> rotation;
  private List<Long> words;

  /**
   * Makes the blocks.
   *
   * @throws IllegalStateException if the two word counts differ in a single word
   */
  @Setup
  public void makeAndCheck() {
    List<TextBlock> blocks = Corpora.blocks(text);
    words = blocks.parallelStream().map(EqualCounts::requireEqual).toList();
    rotation = Rotation.of(blocks);
  }

  /** Block number {@code turn}; after the last one comes the first. */
  Counted get(int turn) {
    int i = Math.floorMod(turn, rotation.size());
    return new Counted(rotation.get(i), words.get(i % words.size()));
  }

  /**
   * A block and what is known of it.
   *
   * @param words how many words it holds, empty ones included
   */
  record Counted(TextBlock block, long words) {}
}
