package io.dsstream.span;

import io.dsstream.reducer.Reducer;

/**
 * The shares in a queue, with what several of them come to in the places of some, so that none need
 * be taken back: at most three are reduced for each that comes or leaves, however many there are.
 *
 * <p>The algorithm is DABA Lite of Tangwongsan, Hirzel, Schneider: In-order sliding-window
 * aggregation in worst-case constant time, VLDB Journal 30 (2021). Positions count up from the
 * first share ever, in this order:
 *
 * <pre>
 * head .. left   what comes from there up to back
 * left .. right  what comes from there up to right
 * right .. done  shares
 * done .. back   what comes from there up to back
 * back .. end    shares
 * </pre>
 *
 * <p>Each step moves left, right and done by one towards one another; when left has come to back,
 * as many shares are behind back as before it, and all of them are the new front.
 */
final class SlidingTotal<A> extends KeyTotal<A> {
  private Object[] ring = new Object[1];
  private int head;
  private int left;
  private int right;
  private int done;
  private int back;
  private int end;
  private A rightToBack;
  private A backToEnd;

  SlidingTotal(String key, Reducer<A> reducer) {
    super(key, reducer);
  }

  @Override
  void add(A share) {
    if (end - head == ring.length) {
      grow();
    }
    set(end++, share);
    backToEnd = sum(backToEnd, share);
    step();
  }

  @Override
  boolean take(A share) {
    set(head++, null);
    step();
    return head == end;
  }

  @Override
  A total() {
    return sum(from(head, back), backToEnd);
  }

  private void step() {
    if (head == back) {
      begin();
      return;
    }
    if (left == back) {
      turn();
    }
    if (left != right) {
      set(left, sum(get(left), rightToBack));
      done--;
      set(done, sum(get(done), from(done + 1, back)));
    } else {
      right++;
      done++;
    }
    left++;
  }

  /** A single share or none: it is the front. */
  private void begin() {
    left = end;
    right = end;
    done = end;
    back = end;
    rightToBack = null;
    backToEnd = null;
  }

  private void turn() {
    left = head;
    done = end;
    back = end;
    rightToBack = backToEnd;
    backToEnd = null;
  }

  /** What is written at a position that stands for all up to another; null for nothing. */
  private A from(int position, int to) {
    return position == to ? null : get(position);
  }

  // A power of two long, so that positions may overflow.
  private void grow() {
    Object[] longer = new Object[2 * ring.length];
    for (int i = head; i != end; i++) {
      longer[i & longer.length - 1] = ring[i & ring.length - 1];
    }
    ring = longer;
  }

  @SuppressWarnings("unchecked") // nothing else is put there
  private A get(int position) {
    return (A) ring[position & ring.length - 1];
  }

  private void set(int position, A value) {
    ring[position & ring.length - 1] = value;
  }
}
