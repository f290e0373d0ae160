package io.dsstream.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A class of JUnit 5 tests that have a {@link BatchHarness}, a {@link LineServer} or both as
 * parameters: each test its own, closed after it, the harness first. Also a {@code
 * JavaSparkContext}, which is that of all tests and is not to be stopped.
 *
 * <pre>{@code
 * @DsStreamTest
 * class CountTest {
 *   @Test
 *   void counts(BatchHarness harness) {
 *     BatchInput<String> words = harness.input();
 *     Captured<Tuple2<String, Long>> counts = harness.capture(words.stream().countByValue());
 *     words.push("to", "be", "to");
 *     harness.batch();
 *     counts.inBatch(1).hasRows(new Tuple2<>("to", 2L), new Tuple2<>("be", 1L));
 *   }
 * }
 * }</pre>
 *
 * <p>Tests that run in parallel take turns. A test that fails shows the batches it had, and one
 * that leaves a Spark job or a thread of Spark Streaming behind fails. One that takes 300 s fails
 * too, unless its class or method has a {@code @Timeout} of its own.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DsStreamExtension.class)
@ResourceLock("io.dsstream.testkit.BatchHarness")
@Timeout(300)
public @interface DsStreamTest {
  /** The batch interval, as {@code 1s}, {@code 0.1s} or {@code 5m}. */
  String interval() default "1s";

  /** Where the virtual clock starts, a multiple of the interval. */
  String start() default "1970-01-01T00:00:00Z";
}
