package io.dsstream.bench;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured of one subject.
 *
 * @param blocks blocks counted
 * @param bytes bytes of text counted, line ends included
 * @param words words counted, empty ones included
 * @param allocated bytes of heap allocated to count a block; NaN if unknown
 */
record Row(Subject subject, Rate blocks, Rate bytes, Rate words, double allocated) {
  /** What JMH calls the rate of bytes: the field of the benchmarks' counters. */
  static final String BYTES = "bytes";

  private static final String WORDS = "words";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  static Row of(RunResult run) {
    return new Row(
        Subject.of(run.getParams()),
        Rate.of(run.getPrimaryResult()),
        Rate.of(run.getSecondaryResults().get(BYTES)),
        Rate.of(run.getSecondaryResults().get(WORDS)),
        allocated(run));
  }

  private static double allocated(RunResult run) {
    // JMH makes the blocks inside the first iteration, so that one must not be measured.
    boolean isOfBlocksOnly = run.getParams().getWarmup().getCount() > 0;
    Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
    return isOfBlocksOnly && allocated != null ? allocated.getScore() : Double.NaN;
  }

  /** Bytes of heap allocated for a word. */
  double allocatedPerWord() {
    return allocated * blocks.perSecond() / words.perSecond();
  }

  /** How many times as fast as another. */
  double speedUp(Row other) {
    return bytes.perSecond() / other.bytes.perSecond();
  }
}
