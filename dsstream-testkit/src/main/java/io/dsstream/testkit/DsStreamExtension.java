package io.dsstream.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes what a test of {@link DsStreamTest} asks for, and closes it. */
final class DsStreamExtension
    implements ParameterResolver, AfterEachCallback, TestExecutionExceptionHandler {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    // Each test has its own: none for a constructor or what comes before all tests.
    return test.getTestMethod().isPresent()
        && (type == BatchHarness.class
            || type == LineServer.class
            || type == JavaSparkContext.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    if (type == JavaSparkContext.class) {
      return SharedSpark.spark();
    }
    return type == LineServer.class
        ? once(test, LineServer.class, LineServer::start)
        : once(test, BatchHarness.class, () -> harness(test));
  }

  /** What the test has of a type, which is made when it is first asked for. */
  private static <T> T once(ExtensionContext test, Class<T> type, Supplier<T> make) {
    T made = store(test).get(type, type);
    if (made == null) {
      made = make.get();
      store(test).put(type, made);
    }
    return made;
  }

  private static BatchHarness harness(ExtensionContext test) {
    DsStreamTest settings =
        Stream.<Class<?>>iterate(
                test.getRequiredTestClass(), type -> type != null, Class::getEnclosingClass)
            .flatMap(type -> AnnotationSupport.findAnnotation(type, DsStreamTest.class).stream())
            .findFirst()
            .orElseThrow();
    return BatchHarness.create(interval(settings.interval()), Instant.parse(settings.start()));
  }

  private static Duration interval(String text) {
    try {
      return Duration.parse("PT" + text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("interval must be as 1s, 0.1s or 5m: " + text, e);
    }
  }

  /** What the test saw of its batches goes with its failure, whoever threw it. */
  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    BatchHarness harness = store(test).get(BatchHarness.class, BatchHarness.class);
    if (harness != null && !(failure instanceof BatchFailure)) {
      failure.addSuppressed(new AssertionError("the batches of the test: " + harness));
    }
    throw failure;
  }

  @Override
  public void afterEach(ExtensionContext test) throws Exception {
    BatchHarness harness = store(test).remove(BatchHarness.class, BatchHarness.class);
    LineServer server = store(test).remove(LineServer.class, LineServer.class);
    // Closed the last first, and each although another throws.
    AutoCloseable context = SharedSpark::requireNoStreamingContext;
    try (context;
        server;
        harness) {
      // All that a test may leave.
    }
  }

  private static Store store(ExtensionContext test) {
    return test.getStore(Namespace.create(DsStreamExtension.class, test.getUniqueId()));
  }
}
