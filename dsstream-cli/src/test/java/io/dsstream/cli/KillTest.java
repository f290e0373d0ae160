package io.dsstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real program, killed under load and started again: what was sent and what was committed must
 * be the same multiset.
 */
@Timeout(3600)
class KillTest {
  private static final int FIFTH = Math.max(1, Lives.KILLS / 5);

  @TempDir Path folder;

  /** What the program tells of the files that it reads. */
  private enum Job {
    /** Each batch is a result. */
    BATCHES,
    /** Each batch is in one of them. */
    WINDOWS("--window=1s"),
    /** All that has been sent, in each result. */
    RUNNING("--running"),
    /** The same of the second word of each line. */
    RUNNING_BY_KEY("--running", "--key=2", "--reduce=count");

    private final String[] options;

    Job(String... options) {
      this.options = options;
    }

    private boolean isRunning() {
      return this == RUNNING || this == RUNNING_BY_KEY;
    }

    /** What it is to have told at last. */
    Map<String, Long> expected(Map<String, Long> sent) {
      return this == RUNNING_BY_KEY
          ? sent.entrySet().stream()
              .filter(word -> word.getKey().startsWith("common"))
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
          : sent;
    }

    Map<String, Long> told(Path out) throws IOException {
      return isRunning() ? Account.countedLast(out) : Account.counted(out);
    }
  }

  /** Where texts go. */
  private interface Inlet {
    void put(int number, String text) throws IOException;
  }

  /** Makes texts of numbered words until it is told to stop. */
  private static final class Feeder implements Runnable {
    private final Inlet inlet;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, Long> sent = new HashMap<>();
    private final long seed;
    private int texts;

    Feeder(long seed, Inlet inlet) {
      this.seed = seed;
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

  @ParameterizedTest
  @EnumSource
  void files_killedAgainAndAgain_nothingIsLostOrDoubled(Job job) throws Exception {
    Lives lives = new Lives(Main.class, folder);
    Path incoming = Files.createDirectories(folder.resolve("in"));
    Feeder feeder =
        new Feeder(
            lives.seed(),
            (number, text) -> {
              Path file = Files.writeString(incoming.resolve(".tmp" + number), text);
              Files.move(file, incoming.resolve("f" + number), StandardCopyOption.ATOMIC_MOVE);
            });
    String[] life = lives.args(Lives.with(job.options, "--source=files:" + incoming));
    feeder.during(() -> lives.die(FIFTH, life));
    try (CliProcess cli = CliProcess.start(Lives.with(life, "--on-eof=stop"))) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
    }
    Path out = lives.out();
    Account account = Account.of(job.expected(feeder.sent), job.told(out));
    print("files, " + job.name().toLowerCase(Locale.ROOT), feeder, lives, account);
    assertThat(account).as("seed %d", lives.seed()).isEqualTo(new Account(Map.of(), Map.of()));
    assertThat(Account.lines(out)).as("seed %d", lives.seed()).isEqualTo(feeder.lines());
    assertThat(Account.uneven(out, job.isRunning())).as("seed %d", lives.seed()).isEmpty();
    assertThat(Account.unfinished(out)).isEmpty();
  }

  private static void print(String what, Feeder feeder, Lives lives, Account account) {
    System.out.printf(
        "kills, %s: %d kills, seed %d; %,d words of %,d texts in %d results: %d lost, %d doubled%n",
        what,
        FIFTH,
        lives.seed(),
        feeder.words(),
        feeder.texts,
        lives.results(),
        account.lostWords(),
        account.doubledWords());
  }

  /** A job of the library with a source of its own, which reads a log by its offsets. */
  @Test
  void log_killedAgainAndAgain_nothingIsLostOrDoubled() throws Exception {
    Lives lives = new Lives(LogMain.class, folder);
    Path log = Files.createFile(folder.resolve("log"));
    Feeder feeder =
        new Feeder(
            lives.seed(),
            (number, text) -> {
              int half = text.length() / 2; // within a line
              Files.writeString(log, text.substring(0, half), StandardOpenOption.APPEND);
              Files.writeString(log, text.substring(half), StandardOpenOption.APPEND);
            });
    Path out = lives.out();
    String[] life = {log.toString(), folder.resolve("state").toString(), out.toString()};
    feeder.during(() -> lives.die(FIFTH, life));
    try (CliProcess last = CliProcess.startProgram(LogMain.class, life)) {
      Lives.await(() -> lines() >= feeder.lines(), last);
      last.kill();
    }
    Account account = Account.of(feeder.sent, Account.counted(out));
    print("log", feeder, lives, account);
    assertThat(account).as("seed %d", lives.seed()).isEqualTo(new Account(Map.of(), Map.of()));
    assertThat(lines()).as("seed %d", lives.seed()).isEqualTo(feeder.lines());
    assertThat(Account.unfinished(out)).hasSizeLessThanOrEqualTo(1); // of the last kill
  }

  private long lines() {
    try {
      return Account.lines(folder.resolve("out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
