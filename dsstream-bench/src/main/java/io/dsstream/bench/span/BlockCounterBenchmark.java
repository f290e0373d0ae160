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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hot path of a batch: tokenise and count one block by {@link BlockCounter}, which is what a
 * map task runs, and beside it the naive word count over the same bytes.
 *
 * <p>Each call clears and fills one table, as the tasks of a job do, who hand theirs on from batch
 * to batch. {@link Blocks} has checked that both give equal counts.
 *
 * <p>Many short forks rather than a few long ones: a fork's code is compiled once, for better or
 * worse, so the spread lies between forks.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 2,
    jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Thread)
public class BlockCounterBenchmark {
  private static final Tokenizer TOKENIZER = Tokenizers.space();
  private static final long HASH_SEED = 42;

  private final CountTable table = new CountTable(HASH_SEED);

  /** DSStream's own counting. */
  @Benchmark
  public long dsstream(Blocks blocks, Volume volume) {
    table.clear();
    return count(volume.next(blocks), table).tally().words();
  }

  /** The baseline. */
  @Benchmark
  public Map<String, Long> naive(Blocks blocks, Volume volume) {
    return SplitAndMerge.count(volume.next(blocks));
  }

  static BlockCounter count(TextBlock block, CountTable table) {
    BlockCounter counter = new BlockCounter(TOKENIZER, table);
    counter.count(block);
    return counter;
  }
}
