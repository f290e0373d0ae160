package io.dsstream.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A listener that accepts nobody, with every place in its queue taken: who connects next gets no
 * answer. Linux drops what a client asks then, and the client asks again after a second, then two.
 */
final class FullBacklog implements Closeable {
  /** The shortest queue that a listener can ask for. */
  static final int SIZE = 1;

  private static final int MOST = 64;
  private static final int NO_ANSWER_MILLIS = 200;

  private final ServerSocket listener;
  private final List<Socket> waiting = new ArrayList<>();

  /**
   * Takes the places.
   *
   * @param listener asked for a queue of {@link #SIZE}
   * @throws IOException if the system gives more than {@link #MOST}; the listener is closed then
   */
  FullBacklog(ServerSocket listener) throws IOException {
    this.listener = listener;
    try {
      while (enters()) {
        if (waiting.size() > MOST) {
          throw new IOException("more than " + MOST + " clients can wait at " + listener);
        }
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private boolean enters() throws IOException {
    Socket socket = new Socket();
    waiting.add(socket);
    try {
      socket.connect(listener.getLocalSocketAddress(), NO_ANSWER_MILLIS);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : waiting) {
      socket.close();
    }
  }
}
