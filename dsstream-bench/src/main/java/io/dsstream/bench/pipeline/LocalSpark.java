package io.dsstream.bench.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;

/** Settings of contenders that run on Spark in their own JVM. */
public final class LocalSpark {
  private LocalSpark() {}

  /** What every one is given: loopback, and no web page. */
  public static SparkConf conf(String name, String master) {
    return new SparkConf()
        .setAppName(name)
        .setMaster(master)
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.ui.enabled", "false");
  }

  /** The settings of DSStream's command. */
  public static SparkConf dsstream() {
    return dsstream(1);
  }

  /** The same for so many receivers. */
  static SparkConf dsstream(int receivers) {
    int cores = Contender.cores();
    return conf("dsstream", "local[" + (cores + receivers) + "]")
        .set("spark.default.parallelism", Integer.toString(cores))
        .set("spark.broadcast.blockSize", "64k")
        .set("spark.broadcast.compress", "false")
        .set("spark.shuffle.compress", "false")
        .set("spark.shuffle.checksum.enabled", "false");
  }

  /** The options in the file of DSStream's launcher. */
  public static List<String> launcherOptions() {
    try (InputStream file = LocalSpark.class.getResourceAsStream("/jvm.options")) {
      return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The options that spark-submit gives a JVM. */
  public static List<String> jvmOptions() {
    return Stream.of(JavaModuleOptions.defaultModuleOptionArray())
        .filter(option -> option.startsWith("--add-opens"))
        .toList();
  }
}
