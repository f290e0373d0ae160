package io.dsstream.bench.tokenizer;

import io.dsstream.bench.baseline.IcuTokenizer;
import io.dsstream.bench.baseline.SplitAndMerge;
import io.dsstream.bench.corpus.Corpora;
import io.dsstream.bench.span.EqualCounts;
import io.dsstream.bench.span.Rotation;
import io.dsstream.bench.span.Volume;
import io.dsstream.block.TextBlock;
import io.dsstream.span.BlockCounter;
import io.dsstream.table.CountTable;
import io.dsstream.tokenizer.Tokenizer;
import io.dsstream.tokenizer.Tokenizers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hot path of a batch as {@link io.dsstream.bench.span.BlockCounterBenchmark} has it, with the
 * tokenizers that are not the default, and Unicode words by ICU alone beside ours.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 2,
    jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 2, time = 1)
@State(Scope.Thread)
public class TokenizersBenchmark {
  private static final Tokenizer WHITESPACE = Tokenizers.whitespace();
  private static final Tokenizer LOWER_CASE = Tokenizers.space().lowerCase();
  private static final Tokenizer WORDS = Tokenizers.words();
  private static final Tokenizer ICU = new IcuTokenizer();
  private static final long HASH_SEED = 42;

  /** The name of a text in {@link Corpora}. */
  @Param(Corpora.KJV)
  public String text;

  private final CountTable table = new CountTable(HASH_SEED);
  private List<TextBlock> blocks;
  private int turn;

  /**
   * Makes the blocks.
   *
   * @throws IllegalStateException if the words of one are not those that they should be
   */
  @Setup
  public void makeAndCheck() {
    blocks = Rotation.of(Corpora.blocks(text));
    TextBlock block = blocks.get(0);
    Map<String, Long> naive = SplitAndMerge.count(block);
    EqualCounts.requireEqual(
        counted(WHITESPACE, block),
        again(naive, word -> Stream.of(word.split("(?U)\\s+")).filter(part -> !part.isEmpty())));
    EqualCounts.requireEqual(
        counted(LOWER_CASE, block), again(naive, word -> Stream.of(word.toLowerCase(Locale.ROOT))));
    EqualCounts.requireEqual(counted(WORDS, block), counted(ICU, block));
  }

  private Map<String, Long> counted(Tokenizer tokenizer, TextBlock block) {
    count(tokenizer, block);
    return EqualCounts.asMap(table);
  }

  /** The counts of what the words become. */
  private static Map<String, Long> again(
      Map<String, Long> counts, Function<String, Stream<String>> rule) {
    Map<String, Long> result = new HashMap<>();
    counts.forEach((word, n) -> rule.apply(word).forEach(w -> result.merge(w, n, Long::sum)));
    return result;
  }

  /** {@link Tokenizers#whitespace()}. */
  @Benchmark
  public long whitespace(Volume volume) {
    return count(WHITESPACE, volume);
  }

  /** {@link Tokenizers#space()} in lower case. */
  @Benchmark
  public long lowerCase(Volume volume) {
    return count(LOWER_CASE, volume);
  }

  /** {@link Tokenizers#words()}. */
  @Benchmark
  public long words(Volume volume) {
    return count(WORDS, volume);
  }

  /** The same words by ICU's BreakIterator. */
  @Benchmark
  public long wordsByIcu(Volume volume) {
    return count(ICU, volume);
  }

  private long count(Tokenizer tokenizer, Volume volume) {
    TextBlock block = blocks.get(turn++ % blocks.size());
    long words = count(tokenizer, block);
    volume.bytes += block.length();
    volume.words += words;
    return words;
  }

  private long count(Tokenizer tokenizer, TextBlock block) {
    table.clear();
    BlockCounter counter = new BlockCounter(tokenizer, table);
    counter.count(block);
    return counter.tally().words();
  }
}
