package io.dsstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The lives of a program that is killed and started again. {@code -Ddsstream.kills=200} kills it
 * more often, {@code -Dseed=N} at the same moments again.
 */
final class Lives {
  /** How often the programs of a build are killed that can be given again what they have read. */
  static final int KILLS = Integer.getInteger("dsstream.kills", 35);

  /** Where a commit may die; each of these is passed by results and entries in turn. */
  private static final List<String> PLACES =
      List.of("created", "half-written", "written", "synced", "renamed", "published");

  private final Class<?> program;
  private final Path folder;
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  /**
   * @param folder of the state and of the results
   */
  Lives(Class<?> program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  long seed() {
    return seed;
  }

  String[] args(String... source) {
    return with(source, "-i=0.2", "-n=0", "--state=" + folder.resolve("state"), "--out=" + out());
  }

  static String[] with(String[] args, String... more) {
    return Stream.of(args, more).flatMap(Stream::of).toArray(String[]::new);
  }

  Path out() {
    return folder.resolve("out");
  }

  int results() {
    try {
      return Account.results(out()).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A life of the program that ends in one of two ways, at any time from its start. */
  private void die(String... args) throws Exception {
    if (random.nextBoolean()) {
      String place = PLACES.get(random.nextInt(PLACES.size()));
      String deathAt = place + ":" + (1 + random.nextInt(12));
      try (CliProcess cli = CliProcess.startDeadly(program, deathAt, args)) {
        assertThat(cli.exitCode()).isEqualTo(DeadlyMain.KILLED);
      }
      return;
    }
    int before = results();
    try (CliProcess cli = CliProcess.startProgram(program, args)) {
      cli.awaitStderr("starting Spark");
      boolean isEarly = random.nextInt(4) == 0;
      if (!isEarly) {
        awaitResults(before + 1, cli);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(isEarly ? 3_000 : 800)));
      cli.kill();
    }
  }

  void awaitResults(int count, CliProcess cli) throws InterruptedException {
    await(() -> results() >= count, cli);
  }

  static void await(BooleanSupplier condition, CliProcess cli) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CliProcess.LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      if (!cli.isAlive()) {
        throw new AssertionError("ended by itself: " + cli.stderr());
      }
      assertThat(System.nanoTime())
          .as("%d s in vain", CliProcess.LIMIT_SECONDS)
          .isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  void die(int times, String... args) throws Exception {
    for (int i = 0; i < times; i++) {
      die(args);
    }
  }
}
