package io.dsstream.testkit;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What a line server does with its clients, with each on a thread of its own. Thread-safe. */
final class Scripts {
  private final Map<Integer, Consumer<LineClient>> byNumber = new ConcurrentHashMap<>();
  private final List<Thread> runs = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private volatile Consumer<LineClient> others = client -> {};

  void put(int number, Consumer<LineClient> script) {
    byNumber.put(number, script);
  }

  void putForOthers(Consumer<LineClient> script) {
    others = script;
  }

  void start(LineClient client) {
    Consumer<LineClient> script = byNumber.getOrDefault(client.number(), others);
    Thread thread = new Thread(() -> run(script, client), "line-server-script-" + client.number());
    thread.setDaemon(true);
    thread.start();
    runs.add(thread);
  }

  private void run(Consumer<LineClient> script, LineClient client) {
    try {
      script.accept(client);
    } catch (UncheckedIOException e) {
      // The client has gone, or the test has ended the connection: what scripts wait for.
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  /** Notes what must not be lost though nobody is there to catch it. */
  void failed(Throwable failure) {
    failures.add(failure);
  }

  /**
   * Returns when no script runs.
   *
   * @throws AssertionError if one has failed, or does not end within 30 s
   */
  void awaitEnd(LineServer server) {
    Await.until(
        () -> runs.stream().noneMatch(Thread::isAlive),
        () -> "the scripts of " + server + " to end");
    if (!failures.isEmpty()) {
      throw new AssertionError("a script of " + server + " failed", failures.get(0));
    }
  }
}
