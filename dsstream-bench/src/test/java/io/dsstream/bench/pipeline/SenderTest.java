package io.dsstream.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SenderTest {
  @Test
  void start_severalClients_blocksAreDealtOut() throws Exception {
    List<ByteBuffer> blocks =
        List.of(ByteBuffer.wrap(new byte[] {1}), ByteBuffer.wrap(new byte[] {2}));
    try (Sender sender = Sender.start(blocks, 6, 2);
        Socket first = connect(sender);
        Socket second = connect(sender)) {
      sender.startedNanos();
      byte[] all = new byte[6];
      new DataInputStream(first.getInputStream()).readFully(all, 0, 3);
      new DataInputStream(second.getInputStream()).readFully(all, 3, 3);
      assertThat(all).containsExactly(1, 1, 1, 2, 2, 2);
    }
  }

  private static Socket connect(Sender sender) throws Exception {
    return new Socket(InetAddress.getLoopbackAddress(), sender.port());
  }
}
