package io.dsstream.testkit;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Who has connected to a line server, in their order, and when. Thread-safe, for one adder. */
final class Arrivals {
  private final List<Long> nanos = new CopyOnWriteArrayList<>();
  private final List<LineClient> all = new CopyOnWriteArrayList<>();
  private final List<LineClient> served = new CopyOnWriteArrayList<>();
  private final AtomicInteger awaited = new AtomicInteger();

  LineClient add(Socket socket) {
    nanos.add(System.nanoTime());
    LineClient client = new LineClient(socket, nanos.size());
    all.add(client);
    return client;
  }

  /** Lets {@link #await} return a client, unlike those who were turned away. */
  void serve(LineClient client) {
    served.add(client);
  }

  /** The next served client that no call has returned yet. */
  LineClient await(Supplier<String> server) {
    int index = awaited.getAndIncrement();
    try {
      Await.until(
          () -> served.size() > index, () -> "client " + (index + 1) + " of " + server.get());
    } catch (AssertionError e) {
      awaited.decrementAndGet(); // who asks again gets the client that did not come
      throw e;
    }
    return served.get(index);
  }

  List<LineClient> all() {
    return all;
  }

  /** Those who are served, and whose connection neither side has ended. */
  List<LineClient> open() {
    return served.stream().filter(client -> client.isOpen() && !client.hasGone()).toList();
  }

  /** Whether so many are open; asks them only if so many have come. */
  boolean isFull(int most) {
    return served.size() >= most && open().size() >= most;
  }

  /** Those who have not closed their side, whatever the server has done. */
  List<LineClient> held() {
    return all.stream().filter(client -> !client.hasGone()).toList();
  }

  List<Duration> gaps() {
    List<Long> times = List.copyOf(nanos);
    return IntStream.range(1, times.size())
        .mapToObj(i -> Duration.ofNanos(times.get(i) - times.get(i - 1)))
        .toList();
  }
}
