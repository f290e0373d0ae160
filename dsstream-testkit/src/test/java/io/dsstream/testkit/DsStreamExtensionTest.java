package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs classes of tests as a build would, those that fail too. */
@ResourceLock("io.dsstream.testkit.BatchHarness")
class DsStreamExtensionTest {
  private static Events run(Class<?> tests) {
    // Only what the conditions above choose: the classes below are no tests of this build.
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents();
  }

  @Test
  void parameters_eachTest_hasItsOwn() {
    run(Passing.class).assertStatistics(counts -> counts.started(3).succeeded(3));
  }

  @DsStreamTest(interval = "0.5s", start = "2026-01-01T00:00:00Z")
  static class Passing {
    @Test
    void harnessAndServer(BatchHarness harness, LineServer server) {
      Captured<String> lines =
          harness.capture(harness.context().socketTextStream("localhost", server.port()));
      harness.start();
      server.awaitClient().lines("to be");
      harness.awaitReceived(1);
      harness.batch();
      lines.inBatch(1).hasRows("to be");
    }

    @Test
    void settings(BatchHarness harness) {
      harness.batch();
      assertThat(harness.now()).isEqualTo(Instant.parse("2026-01-01T00:00:00.5Z"));
    }

    @Test
    void spark(JavaSparkContext spark, BatchHarness harness) {
      assertThat(spark.sc()).isSameAs(harness.context().sparkContext().sc());
    }
  }

  @Test
  void streamingContext_leftRunning_failsItsOwnTest() {
    run(Leaving.class)
        .failed()
        .assertEventsMatchExactly(
            event(
                test("contextOfItsOwn"),
                finishedWithFailure(message("the test has left a StreamingContext running"))));
    run(Passing.class).assertStatistics(counts -> counts.succeeded(3));
  }

  @DsStreamTest
  static class Leaving {
    @Test
    void contextOfItsOwn(JavaSparkContext spark) {
      JavaStreamingContext context = new JavaStreamingContext(spark, Durations.seconds(1));
      context.socketTextStream("localhost", LineServer.freePort()).print();
      context.start();
    }
  }

  /** What cannot be stopped fails the test that has left it there, not those that come after. */
  @Test
  void work_thatIgnoresInterrupts_failsItsOwnTest() {
    try {
      run(Stubborn.class)
          .failed()
          .assertEventsMatchExactly(
              event(
                  test("everything"),
                  finishedWithFailure(
                      message(
                          text ->
                              text.contains("the end, after close, of [")
                                  && text.contains("thread JobGenerator")
                                  && text.contains("thread streaming-job-executor-0")
                                  && text.contains("thread Executor task launch worker")))));
      run(Passing.class).assertStatistics(counts -> counts.succeeded(3));
    } finally {
      Stubborn.end.countDown();
    }
  }

  @DsStreamTest
  static class Stubborn {
    private static final CountDownLatch end = new CountDownLatch(1);
    private static final Semaphore begun = new Semaphore(0);

    private static void goOn() {
      begun.release();
      while (end.getCount() > 0) {
        LockSupport.parkNanos(1_000_000);
        Thread.interrupted();
      }
    }

    @Test
    void everything(BatchHarness harness) {
      BatchInput<String> words = harness.input();
      words.stream()
          .transform(
              (rdd, time) -> {
                if (time.milliseconds() == 2_000) {
                  goOn();
                }
                return rdd;
              })
          .foreachRDD(
              rdd -> {
                rdd.foreachAsync(word -> goOn());
                goOn();
              });
      words.push("a");
      batch(harness, 2); // an output and a task
      batch(harness, 1); // what makes batches
    }

    private static boolean acquired(int works) {
      try {
        return begun.tryAcquire(works, 30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        return false; // and the batch ends of itself
      }
    }

    /** A batch whose test times out when so much of it has begun. */
    private static void batch(BatchHarness harness, int works) {
      Thread test = Thread.currentThread();
      Thread timeOut =
          new Thread(
              () -> {
                if (acquired(works)) {
                  test.interrupt();
                }
              });
      timeOut.setDaemon(true);
      timeOut.start();
      BatchFailure failure = catchThrowableOfType(BatchFailure.class, harness::batch);
      assertThat(failure.kind()).isEqualTo(BatchFailure.Kind.TIMEOUT);
      assertThat(failure).hasMessageContaining("interrupted while waiting for batch ");
      Thread.interrupted();
    }
  }

  @Test
  void failure_ofAnyAssertion_showsTheBatches() {
    run(Failing.class)
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("ofAnotherLibrary"),
                finishedWithFailure(
                    message("as the test says"),
                    suppressed(
                        0, message(text -> text.contains("1970-01-01T00:00:01Z  2      2 rows"))))))
        .haveExactly(
            1,
            event(
                test("unverifiedScript"),
                finishedWithFailure(
                    message(text -> text.startsWith("the script was never verified")))));
  }

  @DsStreamTest
  static class Failing {
    @Test
    void ofAnotherLibrary(BatchHarness harness) {
      BatchInput<Integer> input = harness.input();
      harness.capture(input.stream());
      input.push(1, 2);
      harness.batch();
      throw new AssertionError("as the test says");
    }

    @Test
    void unverifiedScript(BatchHarness harness) {
      harness.script().batch();
    }
  }

  @Test
  void interval_notUnderstood_saysWhatItMayBe() {
    run(Misspelt.class)
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("never"),
                finishedWithFailure(
                    message(
                        text -> text.contains("interval must be as 1s, 0.1s or 5m: 1 second")))));
  }

  @DsStreamTest(interval = "1 second")
  static class Misspelt {
    @Test
    void never(BatchHarness harness) {}
  }
}
