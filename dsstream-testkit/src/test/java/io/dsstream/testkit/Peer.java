package io.dsstream.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A client of a line server under test, which waits 30 s at most for what it reads. */
final class Peer implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader reader;

  Peer(LineServer server) {
    try {
      socket = new Socket("localhost", server.port());
      socket.setSoTimeout((int) Await.LIMIT.toMillis());
      reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line, or null at the end; not together with {@link #bytes()}. */
  String line() throws IOException {
    return reader.readLine();
  }

  InputStream bytes() throws IOException {
    return socket.getInputStream();
  }

  void send(int b) throws IOException {
    socket.getOutputStream().write(b);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Closes its side before the test ends. */
  void leave() {
    close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
