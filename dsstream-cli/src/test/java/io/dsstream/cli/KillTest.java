package io.dsstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.testkit.LineClient;
import io.dsstream.testkit.LineServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real program, killed under load and started again: what was sent and what was committed must
 * be the same multiset. {@code -Ddsstream.kills=200} kills it more often, {@code -Dseed=N} at the
 * same moments again.
 */
@Timeout(3600)
class KillTest {
  private static final int KILLS = Integer.getInteger("dsstream.kills", 25);
  private static final int TCP_KILLS = Math.max(1, KILLS / 5);

  /** Where a commit may die; each of these is passed by results and entries in turn. */
  private static final List<String> PLACES =
      List.of("created", "half-written", "written", "synced", "renamed", "published");

  @TempDir Path folder;

  private Class<?> program = Main.class;
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  private String[] args(String... source) {
    return with(
        source,
        "-i=0.2",
        "-n=0",
        "--state=" + folder.resolve("state"),
        "--out=" + folder.resolve("out"));
  }

  private static String[] with(String[] args, String... more) {
    return Stream.of(args, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private int results() {
    try {
      return Account.results(folder.resolve("out")).size();
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

  private void awaitResults(int count, CliProcess cli) throws InterruptedException {
    await(() -> results() >= count, cli);
  }

  private static void await(BooleanSupplier condition, CliProcess cli) throws InterruptedException {
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

  /** Where texts go. */
  private interface Inlet {
    void put(int number, String text) throws IOException;
  }

  /** Makes texts of numbered words until it is told to stop. */
  private final class Feeder implements Runnable {
    private final Inlet inlet;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, Long> sent = new HashMap<>();
    private int texts;

    Feeder(Inlet inlet) {
      this.inlet = inlet;
    }

    @Override
    public void run() {
      Random words = new Random(seed);
      try {
        while (!end.await(30, TimeUnit.MILLISECONDS)) {
          StringBuilder text = new StringBuilder();
          for (int line = 0; line < 50; line++) {
            add("f" + texts + "_" + line, text);
            add("common" + words.nextInt(5), text);
            text.append("last\n");
            sent.merge("last", 1L, Long::sum);
          }
          inlet.put(texts++, text.toString());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void add(String word, StringBuilder text) {
      text.append(word).append(' ');
      sent.merge(word, 1L, Long::sum);
    }

    /** Does something while texts come. */
    void during(Kills kills) throws Exception {
      Thread thread = new Thread(this, "feeder");
      thread.start();
      try {
        kills.run();
      } finally {
        end.countDown();
        thread.join(30_000);
      }
      assertThat(thread.isAlive()).isFalse();
    }

    long lines() {
      return 50L * texts;
    }

    long words() {
      return sent.values().stream().mapToLong(n -> n).sum();
    }
  }

  private interface Kills {
    void run() throws Exception;
  }

  private void die(int times, String... args) throws Exception {
    for (int i = 0; i < times; i++) {
      die(args);
    }
  }

  /** Each batch for itself, and a total that must come through all lives. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void files_killedAgainAndAgain_nothingIsLostOrDoubled(boolean isRunning) throws Exception {
    Path incoming = Files.createDirectories(folder.resolve("in"));
    Feeder feeder =
        new Feeder(
            (number, text) -> {
              Path file = Files.writeString(incoming.resolve(".tmp" + number), text);
              Files.move(file, incoming.resolve("f" + number), StandardCopyOption.ATOMIC_MOVE);
            });
    String source = "--source=files:" + incoming;
    String[] life = isRunning ? args(source, "--running") : args(source);
    int kills = isRunning ? KILLS / 3 : KILLS - 2 * (KILLS / 3);
    feeder.during(() -> die(kills, life));
    try (CliProcess cli = CliProcess.start(with(life, "--on-eof=stop"))) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
    }
    Path out = folder.resolve("out");
    Account account =
        Account.of(feeder.sent, isRunning ? Account.countedLast(out) : Account.counted(out));
    print("files, " + (isRunning ? "running total" : "each batch"), kills, feeder, account);
    assertThat(account).as("seed %d", seed).isEqualTo(new Account(Map.of(), Map.of()));
    assertThat(Account.lines(out)).as("seed %d", seed).isEqualTo(feeder.lines());
    assertThat(Account.unfinished(out)).isEmpty();
  }

  private void print(String what, int kills, Feeder feeder, Account account) {
    System.out.printf(
        "kills, %s: %d kills, seed %d; %,d words of %,d texts in %d results: %d lost, %d doubled%n",
        what,
        kills,
        seed,
        feeder.words(),
        feeder.texts,
        results(),
        account.lostWords(),
        account.doubledWords());
  }

  /** A job of the library with a source of its own, which reads a log by its offsets. */
  @Test
  void log_killedAgainAndAgain_nothingIsLostOrDoubled() throws Exception {
    program = LogMain.class;
    Path log = Files.createFile(folder.resolve("log"));
    Feeder feeder =
        new Feeder(
            (number, text) -> {
              int half = text.length() / 2; // within a line
              Files.writeString(log, text.substring(0, half), StandardOpenOption.APPEND);
              Files.writeString(log, text.substring(half), StandardOpenOption.APPEND);
            });
    Path out = folder.resolve("out");
    String[] life = {log.toString(), folder.resolve("state").toString(), out.toString()};
    int kills = KILLS / 3;
    feeder.during(() -> die(kills, life));
    try (CliProcess last = CliProcess.startProgram(program, life)) {
      await(() -> lines() >= feeder.lines(), last);
      last.kill();
    }
    Account account = Account.of(feeder.sent, Account.counted(out));
    print("log", kills, feeder, account);
    assertThat(account).as("seed %d", seed).isEqualTo(new Account(Map.of(), Map.of()));
    assertThat(lines()).as("seed %d", seed).isEqualTo(feeder.lines());
  }

  private long lines() {
    try {
      return Account.lines(folder.resolve("out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Plain TCP cannot be replayed: what a kill finds uncommitted is lost, and nothing else. So of
   * the lines of each connection those are lost that came last.
   */
  @Test
  void tcp_killedAgainAndAgain_nothingIsDoubledAndTheLossIsOfTheKills() throws Exception {
    Map<String, Long> sent = new ConcurrentHashMap<>();
    AtomicLong lines = new AtomicLong();
    List<Long> starts = new CopyOnWriteArrayList<>();
    CountDownLatch end = new CountDownLatch(1);
    try (LineServer server = LineServer.start()) {
      server.onEveryConnect(
          client -> {
            starts.add(lines.get() + 1);
            send(client, lines, sent, end);
          });
      String[] args = args("-p=" + server.port(), "--on-eof=stop");
      for (int i = 0; i < TCP_KILLS; i++) {
        die(args);
      }
      long before = lines.get();
      try (CliProcess cli = CliProcess.start(args)) {
        await(() -> lines.get() > before + 200, cli);
        awaitResults(results() + 2, cli);
        end.countDown();
        assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      }
    }
    Account account = Account.of(sent, Account.counted(folder.resolve("out")));
    System.out.printf(
        "kills, TCP: %d kills, seed %d; %,d lines: %d lost, %.0f a kill, %d doubled%n",
        TCP_KILLS,
        seed,
        lines.get(),
        account.lostWords(),
        (double) account.lostWords() / TCP_KILLS,
        account.doubledWords());
    assertThat(account.doubled()).as("seed %d", seed).isEmpty();
    assertThat(Account.counted(folder.resolve("out"))).isNotEmpty();
    starts.add(lines.get() + 1);
    for (int life = 1; life < starts.size(); life++) {
      long[] ofLife = LongStream.range(starts.get(life - 1), starts.get(life)).toArray();
      List<Long> counted =
          LongStream.of(ofLife)
              .filter(n -> !account.lost().containsKey("line" + n))
              .boxed()
              .toList();
      assertThat(counted)
          .as("lines of connection %d that are counted, seed %d", life, seed)
          .isEqualTo(LongStream.of(ofLife).limit(counted.size()).boxed().toList());
    }
  }

  /** A numbered word a line, each millisecond, until the peer is dead or the test is over. */
  private static void send(
      LineClient client, AtomicLong lines, Map<String, Long> sent, CountDownLatch end) {
    try {
      while (!end.await(1, TimeUnit.MILLISECONDS)) {
        String word = "line" + lines.incrementAndGet();
        sent.put(word, 1L);
        client.lines(word);
      }
      client.drop();
    } catch (UncheckedIOException e) {
      // The peer was killed while something was written to it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
