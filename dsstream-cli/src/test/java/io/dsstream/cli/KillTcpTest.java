package io.dsstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.testkit.LineClient;
import io.dsstream.testkit.LineServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plain TCP cannot be replayed: what a kill finds uncommitted is lost, and nothing else. So of the
 * lines of each connection those are lost that came last, and none of one that nobody has killed.
 */
@Timeout(3600)
class KillTcpTest {
  private static final int KILLS = Math.max(1, Lives.KILLS / 7);

  @TempDir Path folder;

  private final AtomicLong lines = new AtomicLong();
  private final Map<String, Long> sent = new ConcurrentHashMap<>();

  /** The first line of each connection. */
  private final List<Long> starts = new CopyOnWriteArrayList<>();

  private final CountDownLatch end = new CountDownLatch(1);
  private Lives lives;

  private void connect(LineClient client) {
    starts.add(lines.get() + 1);
    send(client);
  }

  /** A numbered word a line, each millisecond, until the peer is dead or the test is over. */
  private void send(LineClient client) {
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

  @Test
  void tcp_killedAgainAndAgain_nothingIsDoubledAndTheLossIsOfTheKills() throws Exception {
    lives = new Lives(Main.class, folder);
    try (LineServer server = LineServer.start()) {
      server.onEveryConnect(this::connect);
      String[] args = lives.args("-p=" + server.port(), "--on-eof=stop");
      lives.die(KILLS, args);
      long before = lines.get();
      try (CliProcess cli = CliProcess.start(args)) {
        Lives.await(() -> lines.get() > before + 200, cli);
        lives.awaitResults(lives.results() + 2, cli);
        end.countDown();
        assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      }
    }
    Account account = Account.of(sent, Account.counted(lives.out()));
    assertThat(account.doubled()).as("seed %d", lives.seed()).isEmpty();
    starts.add(lines.get() + 1);
    List<List<Long>> lost =
        LongStream.range(1, starts.size())
            .mapToObj(life -> requireLastLost((int) life, account))
            .toList();
    print(account, lost);
    assertThat(lost.get(lost.size() - 1)).as("lines of the last life").isEmpty();
  }

  /** The lines of a life that are lost. */
  private List<Long> requireLastLost(int life, Account account) {
    Predicate<Long> isLost = n -> account.lost().containsKey("line" + n);
    List<Long> all = LongStream.range(starts.get(life - 1), starts.get(life)).boxed().toList();
    List<Long> lost = all.stream().filter(isLost).toList();
    assertThat(lost)
        .as("lost lines of connection %d, seed %d", life, lives.seed())
        .isEqualTo(all.subList(all.size() - lost.size(), all.size()));
    return lost;
  }

  private void print(Account account, List<List<Long>> lost) {
    System.out.printf(
        "kills, TCP: %d kills, seed %d; %,d lines, one a ms: %d lost, %.0f a kill, at most %d;"
            + " %d doubled%n",
        KILLS,
        lives.seed(),
        lines.get(),
        account.lostWords(),
        (double) account.lostWords() / KILLS,
        lost.stream().mapToInt(List::size).max().orElse(0),
        account.doubledWords());
  }
}
