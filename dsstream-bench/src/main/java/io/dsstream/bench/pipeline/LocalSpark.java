package io.dsstream.bench.pipeline;

import org.apache.spark.SparkConf;

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
}
