package io.dsstream.bench.span;

import io.dsstream.bench.baseline.SplitAndMerge;
import io.dsstream.block.TextBlock;
import io.dsstream.span.BlockCounter;
import io.dsstream.table.CountTable;
import io.dsstream.tokenizer.Tokenizer;
import io.dsstream.tokenizer.Tokenizers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hot path of a batch: tokenise and count one block by {@link BlockCounter}, which is what a
 * map task runs, and beside it the naive word count over the same bytes.
 *
 * <p>Each call fills a table of its own, as each task of each batch does, so the table's growth is
 * part of what is measured. {@link Blocks} has checked that both give equal counts.
 *
 * <p>Many short forks rather than a few long ones: a fork's code is compiled once, for better or
 * worse, so the spread lies between forks. The collector is the launcher's.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 5,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class BlockCounterBenchmark {
  private static final Tokenizer TOKENIZER = Tokenizers.space();
  private static final long HASH_SEED = 42;

  /** DSStream's own counting. */
  @Benchmark
  public CountTable dsstream(Blocks blocks, Volume volume) {
    return count(volume.next(blocks)).table();
  }

  /** The baseline. */
  @Benchmark
  public Map<String, Long> naive(Blocks blocks, Volume volume) {
    return SplitAndMerge.count(volume.next(blocks));
  }

  static BlockCounter count(TextBlock block) {
    BlockCounter counter = new BlockCounter(TOKENIZER, new CountTable(HASH_SEED, Math::addExact));
    counter.count(block);
    return counter;
  }
}
