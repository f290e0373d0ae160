package io.dsstream.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The socket of one client of a line server: writes to it unless it is stalled, ends it, and knows
 * whether the client has. Thread-safe; a write holds up neither an end nor a look at the client.
 */
final class Connection {
  /** How long a look at a client that is there takes; the least that a socket can wait. */
  private static final int LOOK_MILLIS = 1;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Socket socket;
  private final int number;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong lines = new AtomicLong();
  private final WriteLimit limit = new WriteLimit(Await.LIMIT, this::release);
  private final byte[] ignored = new byte[1024];
  private volatile boolean stalled;
  private volatile boolean dropped;
  private volatile boolean gone;
  private volatile boolean spoke;

  Connection(Socket socket, int number) {
    this.socket = socket;
    this.number = number;
    try {
      socket.setTcpNoDelay(true); // or small chunks would wait for each other
      socket.setSoTimeout(LOOK_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int number() {
    return number;
  }

  long bytes() {
    return bytes.get();
  }

  long lines() {
    return lines.get();
  }

  /** Hands text to the kernel, after a stall if there is one. */
  void write(byte[] text, int lineCount) {
    while (!written(text, lineCount)) {
      Await.until(() -> !stalled || hasEnded(), () -> "resume() of " + this);
      if (stalled) {
        throw ended();
      }
    }
  }

  /** Does nothing, with false, in a stall. */
  private boolean written(byte[] text, int lineCount) {
    writing.lock();
    try {
      if (stalled) {
        return false;
      }
      limit.begin();
      socket.getOutputStream().write(text);
      bytes.addAndGet(text.length);
      lines.addAndGet(lineCount);
      return true;
    } catch (IOException e) {
      if (limit.isLate()) {
        throw new AssertionError(
            "waited " + Await.LIMIT.toSeconds() + " s in vain for the client to read: " + this, e);
      }
      throw new UncheckedIOException(e);
    } finally {
      limit.end();
      writing.unlock();
    }
  }

  void stall() {
    stalled = true;
    // Whoever has the lock now may have passed; whoever takes it later does not.
    Await.until(() -> !writing.isLocked(), () -> "a write to end, for the stall of " + this);
  }

  void resume() {
    stalled = false;
  }

  /** Returns at that time, or before it, with false, when the connection has ended. */
  boolean pauseUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      if (left > PAUSE_NANOS && hasEnded()) {
        return false;
      }
      LockSupport.parkNanos(Math.min(left, PAUSE_NANOS));
    }
    return true;
  }

  UncheckedIOException ended() {
    return new UncheckedIOException(new IOException("the connection has ended: " + this));
  }

  private boolean hasEnded() {
    return dropped || socket.isOutputShutdown() || hasGone();
  }

  synchronized void halfClose() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The socket stays until the client has closed its own, or nobody could tell whether it does. */
  synchronized void drop() {
    dropped = true;
    if (gone) {
      release();
    } else if (!socket.isClosed() && !socket.isOutputShutdown()) {
      halfClose();
    }
  }

  synchronized void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    release();
  }

  /** Closes the socket: from then on nobody can tell what the client does. */
  synchronized void release() {
    dropped = true;
    limit.close();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this side has ended the connection. */
  boolean isDropped() {
    return dropped;
  }

  /** Whether the client has closed its side, or nobody can tell any more. */
  synchronized boolean hasGone() {
    if (!gone && !socket.isClosed()) {
      gone = readsEnd();
      if (gone && dropped) {
        release();
      }
    }
    return gone || socket.isClosed();
  }

  private boolean readsEnd() {
    try {
      int read = socket.getInputStream().read(ignored);
      spoke |= read > 0;
      return read < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // what it breaks, it holds no more
    }
  }

  void awaitClosed() {
    Await.until(() -> hasGone() || spoke, () -> "the client to close: " + this);
    if (spoke) {
      throw new AssertionError("the client of a line server must not send: " + this);
    }
    if (!gone) {
      throw ended();
    }
  }

  @Override
  public String toString() {
    return ("client " + number + ", port " + socket.getPort())
        + (", " + lines + " lines sent, " + state());
  }

  private String state() {
    if (gone) {
      return "gone";
    }
    if (dropped) {
      return socket.isClosed() ? "closed" : "dropped";
    }
    if (socket.isOutputShutdown()) {
      return "half closed";
    }
    return stalled ? "stalled" : "open";
  }
}
