package io.dsstream.bench.span;

import io.dsstream.block.TextBlock;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How much a thread has counted; JMH turns the public fields into rates per second. */
@AuxCounters
@State(Scope.Thread)
public class Volume {
  /** Bytes, line ends included. */
  public long bytes;

  /** Words, empty ones included. */
  public long words;

  private int turn;

  /** The block whose turn it is, taken as counted. */
  TextBlock next(Blocks blocks) {
    Blocks.Counted next = blocks.get(turn++);
    bytes += next.block().length();
    words += next.words();
    return next.block();
  }
}
