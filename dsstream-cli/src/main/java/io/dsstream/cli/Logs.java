package io.dsstream.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Sets up slf4j-simple, whose levels are read once, when a logger is made: so before the first
 * class of Spark's is loaded.
 */
final class Logs {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  /**
   * What these warn of is either harmless here or told in one line of ours, as a failed batch is.
   */
  private static final String[] SILENCED = {
    "org.apache.hadoop.util.NativeCodeLoader",
    "org.apache.spark.SparkContext",
    "org.apache.spark.metrics.MetricsSystem",
    "org.apache.spark.util.ShutdownHookManager",
    "org.apache.spark.util.Utils",
    "org.apache.spark.executor.Executor",
    "org.apache.spark.scheduler.TaskSetManager",
    "org.apache.spark.streaming.scheduler.JobGenerator$$anon$1",
    "org.apache.spark.streaming.scheduler.JobScheduler",
    "org.apache.spark.streaming.scheduler.ReceiverTracker",
    "org.apache.spark.streaming.receiver.ReceiverSupervisorImpl",
  };

  private Logs() {}

  static void install(boolean verbose, boolean quiet) {
    set("logFile", "System.err");
    set("cacheOutputStream", "false");
    set("showThreadName", "false");
    set("showDateTime", Boolean.toString(verbose));
    set("dateTimeFormat", "HH:mm:ss.SSS");
    set("defaultLogLevel", verbose ? "info" : quiet ? "error" : "warn");
    set("log.io.dsstream", verbose ? "debug" : quiet ? "error" : "info");
    if (!verbose) {
      for (String logger : SILENCED) {
        set("log." + logger, "off");
      }
    }
    PrintStream stderr =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.setErr(new PrintStream(new LogLines(stderr, verbose), true, StandardCharsets.UTF_8));
  }

  /** A -D option of the user's wins. */
  private static void set(String key, String value) {
    if (System.getProperty(PREFIX + key) == null) {
      System.setProperty(PREFIX + key, value);
    }
  }
}
