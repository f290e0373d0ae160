package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // a write that is not ended knows none
class WriteLimitTest {
  /** A peer that never reads: nothing else would end the write. */
  @Test
  void end_ofASocketsWrite_comes() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      Socket socket = new Socket("localhost", server.getLocalPort());
      WriteLimit limit =
          new WriteLimit(
              Duration.ZERO,
              () -> {
                try {
                  socket.close();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      limit.begin();
      try {
        socket.getOutputStream().write(new byte[64 << 20]);
        throw new AssertionError("64 MiB fit into the kernel's buffers");
      } catch (IOException e) {
        assertThat(limit.isLate()).isTrue();
      }
      limit.close();
    }
  }

  @Test
  void end_ofWhatIsNotWriting_doesNotCome() {
    AtomicInteger idle = new AtomicInteger();
    AtomicInteger writing = new AtomicInteger();
    WriteLimit over = new WriteLimit(Duration.ZERO, idle::incrementAndGet);
    WriteLimit inTime = new WriteLimit(Duration.ofHours(1), idle::incrementAndGet);
    WriteLimit late = new WriteLimit(Duration.ZERO, writing::incrementAndGet);
    over.begin();
    over.end();
    inTime.begin();
    late.begin();
    Await.until(() -> writing.get() >= 2, () -> "two looks at a write that is late");
    assertThat(idle).hasValue(0);
    assertThat(over.isLate() || inTime.isLate()).isFalse();
    over.close();
    inTime.close();
    late.close();
  }
}
