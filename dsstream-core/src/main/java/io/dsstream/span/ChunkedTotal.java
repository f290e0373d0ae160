package io.dsstream.span;

import io.dsstream.reducer.Reducer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The shares in a queue, for totals that take much more memory than a share does: what several of
 * them come to is kept of few. A share that comes and one that leaves cost some two reductions on
 * average, and the total three more, however many there are.
 *
 * <p>It is the queue with two stacks (folklore; see the paper of {@link SlidingTotal}), but the
 * front one holds a chunk of shares at most, and the chunks between the stacks have one total each:
 *
 * <pre>
 * front   of each share of the first chunk, what comes from there up to the chunk's end
 * middle  the total of each chunk
 * back    the total of the chunk that has begun
 * </pre>
 *
 * <p>An approximate total depends on where chunks begin, within its error.
 *
 * <p>Chunks begin at another place for another key, so that not all keys have one to open in the
 * same batch.
 */
final class ChunkedTotal<A> extends KeyTotal<A> {
  /**
   * The square root of an hour of seconds, more or less: as many in a chunk as there are chunks.
   */
  private static final int CHUNK = 64;

  private final Deque<A> front = new ArrayDeque<>(1);
  private final SlidingTotal<A> middle;
  private A back;
  // Those behind the front.
  private final Deque<A> shares = new ArrayDeque<>(1);
  private long first;
  private long end;

  ChunkedTotal(String key, Reducer<A> reducer) {
    super(key, reducer);
    this.middle = new SlidingTotal<>(key, reducer);
    this.first = Math.floorMod(key.hashCode(), CHUNK);
    this.end = first;
  }

  @Override
  void add(A share) {
    shares.add(share);
    back = sum(back, share);
    end++;
    if (end % CHUNK == 0) {
      middle.add(back);
      back = null;
    }
  }

  @Override
  boolean take(A share) {
    if (front.isEmpty()) {
      open(nextChunk());
    }
    front.pop();
    return front.isEmpty() && shares.isEmpty();
  }

  /** The shares of the first chunk, which is that of the middle or, if that has none, the back. */
  private List<A> nextChunk() {
    long chunkEnd = (first / CHUNK + 1) * CHUNK;
    if (chunkEnd <= end) {
      middle.take(null);
    } else {
      chunkEnd = end;
      back = null;
    }
    List<A> chunk = new ArrayList<>();
    for (; first < chunkEnd; first++) {
      chunk.add(shares.remove());
    }
    return chunk;
  }

  private void open(List<A> chunk) {
    A toEnd = null;
    for (int i = chunk.size() - 1; i >= 0; i--) {
      toEnd = sum(chunk.get(i), toEnd);
      front.push(toEnd);
    }
  }

  @Override
  A total() {
    return sum(sum(front.peek(), middle.total()), back);
  }
}
