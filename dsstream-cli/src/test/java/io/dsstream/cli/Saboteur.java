package io.dsstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchCompleted;

/**
 * Does to a running program, after its first batch, what bad luck does: {@code spark.sabotage} says
 * what, and to which thread. Loaded as one of {@code spark.extraListeners}.
 */
public final class Saboteur extends SparkListener {
  private final String deed;
  private final AtomicBoolean isDone = new AtomicBoolean();

  public Saboteur(SparkConf conf) {
    deed = conf.get("spark.sabotage");
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd event) {
    while (deed.startsWith("hang:")) {
      LockSupport.park();
    }
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    if (event.toString().contains(StreamingListenerBatchCompleted.class.getSimpleName())
        && isDone.compareAndSet(false, true)) {
      String[] words = deed.split(":", 2);
      Thread hand = new Thread(() -> act(words[0], words[1]), "saboteur");
      hand.setDaemon(true);
      hand.start();
    }
  }

  @SuppressWarnings({"deprecation", "removal"}) // nothing else ends or holds a thread of others
  private static void act(String deed, String name) {
    switch (deed) {
      case "kill" -> thread(name).stop();
      case "hold" -> thread(name).suspend();
      case "fill" -> fillHeap();
      default -> {}
    }
  }

  /** The thread of that name, as soon as there is one. */
  private static Thread thread(String name) {
    while (true) {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().startsWith(name)) {
          return thread;
        }
      }
      Thread.onSpinWait();
    }
  }

  private static void fillHeap() {
    List<byte[]> all = new ArrayList<>();
    for (int size = 1 << 20; size > 0; ) {
      try {
        all.add(new byte[size]);
      } catch (OutOfMemoryError e) {
        size /= 2;
      }
    }
    while (true) {
      Thread.onSpinWait();
      all.size();
    }
  }
}
