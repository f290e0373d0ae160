package io.dsstream.bench.pipeline;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;

/** What every Spark contender is given: loopback, and no web page. */
final class LocalSpark {
  private LocalSpark() {}

  static SparkConf conf(String name, String master) {
    return new SparkConf()
        .setAppName(name)
        .setMaster(master)
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.ui.enabled", "false");
  }

  /** As spark-submit does. */
  static List<String> jvmOptions() {
    return Stream.of(JavaModuleOptions.defaultModuleOptionArray())
        .filter(option -> option.startsWith("--add-opens"))
        .toList();
  }
}
