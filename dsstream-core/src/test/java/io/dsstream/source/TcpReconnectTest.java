package io.dsstream.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.testkit.LineClient;
import io.dsstream.testkit.LineServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How soon a reader is there again, on real sockets. */
@Timeout(120)
class TcpReconnectTest extends ReaderFixture {
  /** Notes when each try was due. */
  private static final class NotedBackoff extends Backoff {
    private final Deque<Long> dues = new ConcurrentLinkedDeque<>();

    NotedBackoff() {
      super(new Random(1));
    }

    @Override
    Duration next(Duration cap) {
      Duration delay = super.next(Duration.ofMillis(100));
      dues.add(System.nanoTime() + delay.toNanos());
      return delay;
    }

    /** How long ago the last try was due. */
    Duration late() {
      return Duration.ofNanos(System.nanoTime() - dues.getLast());
    }
  }

  /**
   * F01: a try comes at most 250 ms after it is due, and after a good connection it is due within
   * 50 ms. The median of five, for a busy machine may take its time.
   */
  @Test
  void loss_ofAGoodConnection_isMendedWithin250MillisOfTheDueTry() throws InterruptedException {
    List<Duration> gaps = new ArrayList<>();
    List<Duration> lates = new ArrayList<>();
    NotedBackoff backoff = new NotedBackoff();
    try (LineServer server = LineServer.start()) {
      read(source(server), backoff);
      LineClient client = server.awaitClient();
      for (int i = 0; i < 5; i++) {
        // So long makes a connection a good one.
        client.chunks("a\n".repeat(12).getBytes(UTF_8), 2, Duration.ofMillis(100));
        assertThat(received(12, faults(0, i == 0 ? 0 : 1))).hasSize(12);
        long dropped = System.nanoTime();
        client.drop();
        client = server.awaitClient();
        lates.add(backoff.late());
        gaps.add(Duration.ofNanos(System.nanoTime() - dropped));
      }
    }
    assertThat(median(lates)).as("median of %s", lates).isLessThan(Duration.ofMillis(250));
    assertThat(median(gaps)).as("median of %s", gaps).isLessThan(Duration.ofMillis(300));
  }

  private static Duration median(List<Duration> durations) {
    return durations.stream().sorted().toList().get(durations.size() / 2);
  }

  /** F01: the same where nobody has listened for a while. */
  @Test
  void absence_ofTheServer_endsWithin250MillisOfTheDueTry() throws InterruptedException {
    List<Duration> lates = new ArrayList<>();
    NotedBackoff backoff = new NotedBackoff();
    try (LineServer server = LineServer.start()) {
      read(source(server), backoff);
      for (int i = 0; i < 5; i++) {
        server.awaitClient();
        server.refuse();
        server.drop();
        int tries = backoff.dues.size();
        awaitTrue(() -> backoff.dues.size() >= tries + 3, "three more tries");
        server.listen();
        server.awaitConnects(i + 2);
        lates.add(backoff.late());
      }
    }
    assertThat(median(lates)).as("median of %s", lates).isLessThan(Duration.ofMillis(250));
  }
}
