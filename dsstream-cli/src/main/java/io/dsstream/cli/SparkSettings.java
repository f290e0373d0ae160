package io.dsstream.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.Duration;

/** What Spark is told: the user's options over settings that keep it quiet and on loopback. */
final class SparkSettings {
  private static final String LOOPBACK = "127.0.0.1";
  // Spark refuses to start with less, in words of spark-submit's (UnifiedMemoryManager).
  private static final long MIN_HEAP_BYTES = 450 << 20;

  private final JobOptions options;
  private final int receivers;

  SparkSettings(JobOptions options, int receivers) {
    this.options = options;
    this.receivers = receivers;
  }

  String master() {
    return options.master != null ? options.master : Masters.defaultMaster(receivers);
  }

  Duration interval() {
    return new Duration(options.interval.toMillis());
  }

  SparkConf conf() {
    SparkConf conf = new SparkConf().setAppName("dsstream").setMaster(master());
    // Set as system properties too, for Spark's own recovery rereads only those.
    loopback(conf, "spark.driver.host");
    loopback(conf, "spark.driver.bindAddress");
    conf.set("spark.ui.enabled", Boolean.toString(options.ui != null));
    conf.set("spark.ui.showConsoleProgress", "false");
    // An Error in a task fails the job, in one line; Spark would end the JVM with a code of its
    // own.
    conf.set("spark.executor.killOnFatalError.depth", "0");
    // Each stage is broadcast, into pieces of 4 MiB that Spark allocates for a few KB of it.
    conf.set("spark.broadcast.blockSize", "64k");
    conf.set("spark.broadcast.compress", "false");
    if (Masters.isLocal(master())) {
      // What is shuffled stays in the system's page cache. LZ4 and the checksum are native code
      // that holds the collector off, and a thread that waits for it too often has no memory left.
      conf.set("spark.shuffle.compress", "false");
      conf.set("spark.shuffle.checksum.enabled", "false");
    }
    if (options.ui != null) {
      conf.set("spark.ui.port", options.ui.toString());
    }
    if (options.master == null) {
      // Tasks as the cores, not as the threads: some of those are the receivers'.
      conf.set("spark.default.parallelism", Integer.toString(Math.max(2, Masters.cores())));
    }
    options.conf.forEach(entry -> conf.set(entry.getKey(), entry.getValue()));
    return conf;
  }

  private static void loopback(SparkConf conf, String key) {
    System.setProperty(key, LOOPBACK);
    conf.set(key, LOOPBACK);
  }

  /** Refuses what would fail or open a door only after Spark has started. */
  void check() {
    long heap = Runtime.getRuntime().maxMemory();
    if (heap < MIN_HEAP_BYTES) {
      throw new IllegalArgumentException(
          "heap must be >= 450 MB: %d MB; set JAVA_OPTS=-Xmx512m or more".formatted(heap >> 20));
    }
    if (Masters.starves(master(), receivers)) {
      throw new IllegalArgumentException(
          "master must be local[%d] or more, for each connection takes one thread: %s"
              .formatted(receivers + 1, master()));
    }
    if (options.ui != null) {
      checkUi();
    }
  }

  private void checkUi() {
    // Spark binds its web page to every interface but for this variable, which only the
    // environment can set.
    if (!LOOPBACK.equals(System.getenv("SPARK_LOCAL_IP"))) {
      throw new UnavailableException(
          "--ui would listen on other interfaces: set SPARK_LOCAL_IP=127.0.0.1 in the environment,"
              + " as bin/dsstream does");
    }
    try (ServerSocket probe = new ServerSocket(options.ui, 1, InetAddress.getByName(LOOPBACK))) {
      probe.getLocalPort();
    } catch (IOException e) {
      throw new UnavailableException(
          "port " + options.ui + " for --ui is not free: choose another, as --ui=4041");
    }
  }
}
