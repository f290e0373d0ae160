package io.dsstream.testkit;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.util.ManualClock;

/** The one SparkContext of a JVM's harnesses: starting it costs seconds, a test milliseconds. */
final class SharedSpark {
  private static final JavaSparkContext SPARK = new JavaSparkContext(conf());

  private SharedSpark() {}

  static JavaStreamingContext streamingContext(long intervalMillis) {
    return new JavaStreamingContext(SPARK, new Duration(intervalMillis));
  }

  private static SparkConf conf() {
    return new SparkConf(false)
        .setAppName("dsstream-testkit")
        // Two task slots beside as many as two receivers.
        .setMaster("local[4]")
        .set("spark.default.parallelism", "2")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.ui.enabled", "false")
        .set("spark.streaming.clock", ManualClock.class.getName())
        // Real time that virtual time does not reach: short, so that nobody waits for it.
        .set("spark.streaming.blockInterval", "10ms")
        .set("spark.streaming.receiverRestartDelay", "20");
  }
}
