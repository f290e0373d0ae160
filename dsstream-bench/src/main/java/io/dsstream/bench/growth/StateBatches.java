package io.dsstream.bench.growth;

import java.util.List;
import java.util.stream.IntStream;

/** The batches of a job in virtual time, each with its words and its answer checked. */
final class StateBatches<T> implements AutoCloseable {
  private final StateJob<T> job;
  private final BatchWords words;
  private final VirtualTime time;
  private final PushedInput<T> input;
  private final Answers answers = new Answers();
  private final ExpectedCounts expected;
  private Answer last;
  private int batches;

  /** Starts the job. */
  StateBatches(StateJob<T> job, BatchWords words) {
    this.job = job;
    this.words = words;
    time = new VirtualTime(job.conf());
    input = new PushedInput<>(time.context(), job.type());
    expected = new ExpectedCounts(words.keys());
    job.declare(input.stream(), answers);
    time.context().start();
  }

  /**
   * Runs the next batch.
   *
   * @return how many nanoseconds it took; its input was there before
   * @throws IllegalStateException if it gave no answer, or a wrong one
   */
  long next() throws InterruptedException {
    int[] coming = words.of(batches);
    input.push(blocks(coming));
    long nanos = time.next();
    expected.add(coming);
    if (words.window() > 0 && batches >= words.window()) {
      expected.take(words.of(batches - words.window()));
    }
    batches++;
    last = answers.take();
    requireAnswer();
    expected.requireTotals(last);
    return nanos;
  }

  private void requireAnswer() throws InterruptedException {
    if (last == null) {
      time.throwFailure();
      throw new IllegalStateException("batch %d must give an answer".formatted(batches));
    }
  }

  /** As many as there are cores, each of whole lines. */
  private List<List<T>> blocks(int... numbers) {
    int parts = Curve.CORES;
    return IntStream.range(0, parts)
        .mapToObj(
            part -> {
              int from = (int) ((long) numbers.length * part / parts);
              int to = (int) ((long) numbers.length * (part + 1) / parts);
              return job.block(MadeWords.text(numbers, from, to));
            })
        .toList();
  }

  /**
   * Checks all that the job says after the last batch, its first words too.
   *
   * @throws IllegalStateException if it is wrong
   */
  void requireAll() {
    expected.requireAll(job.recounted(last));
  }

  @Override
  public void close() {
    time.close();
  }
}
