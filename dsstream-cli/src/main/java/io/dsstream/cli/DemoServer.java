package io.dsstream.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Tells a story line by line to whoever connects, and begins again at its end. */
final class DemoServer implements AutoCloseable {
  private static final long LINE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ServerSocket listener;
  private final List<String> story;

  private DemoServer(ServerSocket listener, List<String> story) {
    this.listener = listener;
    this.story = story;
  }

  /** Listens on a free loopback port and tells each client the story from its beginning. */
  static DemoServer start() {
    try {
      ServerSocket listener = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"));
      DemoServer server = new DemoServer(listener, readStory());
      daemon("demo-server", server::accept);
      return server;
    } catch (IOException e) {
      throw new UnavailableException("the demo's server cannot listen: " + e.getMessage());
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        daemon("demo-client", () -> tell(client));
      }
    } catch (IOException e) {
      // closed: the demo is over
    }
  }

  private void tell(Socket client) {
    try (client;
        OutputStream out = client.getOutputStream()) {
      while (true) {
        for (String line : story) {
          out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
          LockSupport.parkNanos(LINE_NANOS);
        }
      }
    } catch (IOException e) {
      // the client has left
    }
  }

  private static List<String> readStory() throws IOException {
    try (BufferedReader text =
        new BufferedReader(
            new InputStreamReader(
                DemoServer.class.getResourceAsStream("alice.txt"), StandardCharsets.UTF_8))) {
      return text.lines().toList();
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
