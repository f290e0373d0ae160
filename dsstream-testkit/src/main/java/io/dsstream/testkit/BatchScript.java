package io.dsstream.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A test as a list of steps, run by {@link #verify()}. A failure shows the list with the step that
 * failed, and a script that is never verified fails its harness's {@code close()}.
 *
 * <pre>{@code
 * harness.script()
 *     .push(lines, "a b", "a")
 *     .batch()
 *     .expect(counts, new Tuple2<>("a", 2L), new Tuple2<>("b", 1L))
 *     .advance(Duration.ofMinutes(5))
 *     .expectNone(counts)
 *     .verify();
 * }</pre>
 */
public final class BatchScript {
  private record Step(String text, Runnable action) {}

  private final BatchHarness harness;
  private final List<Step> steps = new ArrayList<>();
  private boolean hasExpectation;
  private boolean isVerified;

  BatchScript(BatchHarness harness) {
    this.harness = harness;
  }

  /** The rows of the next batch of an input. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is read only
  public final <T> BatchScript push(BatchInput<T> input, T... rows) {
    return step("push " + Arrays.toString(rows), () -> input.push(rows));
  }

  /** Lets a batch pass. */
  public BatchScript batch() {
    return step("batch", harness::batch);
  }

  /** Lets virtual time pass, batch by batch. */
  public BatchScript advance(Duration time) {
    return step("advance " + time, () -> harness.advance(time));
  }

  /** Does something else, that its text says. */
  public BatchScript run(String text, Runnable action) {
    return step(text, action);
  }

  /** Expects these rows of the last batch, each as often as it is given, in any order. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is read only
  public final <T> BatchScript expect(Captured<T> captured, T... rows) {
    return expectation(
        "expect " + captured.name() + " " + Arrays.toString(rows),
        () -> captured.inLastBatch().hasRows(rows));
  }

  /** Expects that the stream fired in the last batch and had no rows. */
  public BatchScript expectNone(Captured<?> captured) {
    return expectation(
        "expect none of " + captured.name(), () -> captured.inLastBatch().hasNoRows());
  }

  /** Expects that the stream did not fire in the last batch. */
  public BatchScript expectDidNotFire(Captured<?> captured) {
    return expectation(
        "expect that " + captured.name() + " did not fire",
        () -> captured.inLastBatch().didNotFire());
  }

  /** Lets a batch pass and expects that it fails in this way; a restart alone can follow. */
  public BatchScript expectFailure(BatchFailure.Kind kind) {
    return expectation("expect a batch that fails: " + kind, () -> requireFailure(kind));
  }

  private void requireFailure(BatchFailure.Kind kind) {
    try {
      harness.batch();
    } catch (BatchFailure failure) {
      if (failure.kind() == kind) {
        return;
      }
      throw failure;
    }
    throw new AssertionError("batch " + harness.batches() + " did not fail");
  }

  private BatchScript expectation(String text, Runnable action) {
    hasExpectation = true;
    return step(text, action);
  }

  private BatchScript step(String text, Runnable action) {
    if (isVerified) {
      throw new IllegalStateException("the script is verified already: " + text);
    }
    steps.add(new Step(text, action));
    return this;
  }

  /**
   * Runs all steps.
   *
   * @throws AssertionError if one fails, or the script expects nothing
   */
  public void verify() {
    isVerified = true;
    if (!hasExpectation) {
      throw new AssertionError("the script expects nothing:\n" + listing(-1));
    }
    for (int i = 0; i < steps.size(); i++) {
      try {
        steps.get(i).action().run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(e.getMessage() + "\n" + listing(i), e);
      }
    }
  }

  void requireVerified() {
    if (!isVerified) {
      throw new AssertionError("the script was never verified:\n" + listing(-1));
    }
  }

  private String listing(int failed) {
    return IntStream.range(0, steps.size())
        .mapToObj(i -> (i == failed ? "=> " : "   ") + steps.get(i).text())
        .collect(Collectors.joining("\n"));
  }
}
