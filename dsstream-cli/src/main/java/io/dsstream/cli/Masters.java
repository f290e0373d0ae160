package io.dsstream.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spark's local masters: {@code local}, {@code local[N]}, {@code local[*]}, with retries or not.
 */
final class Masters {
  private static final Pattern LOCAL =
      Pattern.compile("local(?:\\[(\\d{1,5}|\\*)(?:,\\s*\\d{1,5})?\\])?");

  private static final Pattern CLUSTER =
      Pattern.compile("(spark|k8s)://.+|yarn|local-cluster\\[.+\\]");

  private Masters() {}

  static boolean isMaster(String master) {
    return isLocal(master) || CLUSTER.matcher(master).matches();
  }

  /** Whether Spark is to run in this process alone. */
  static boolean isLocal(String master) {
    return LOCAL.matcher(master).matches();
  }

  /** A thread per core, at least two, and those that receivers hold for the whole run. */
  static String defaultMaster(int receivers) {
    return "local[" + (Math.max(2, cores()) + receivers) + "]";
  }

  /** Whether a local master has no thread left for the work beside the receivers. */
  static boolean starves(String master, int receivers) {
    Matcher local = LOCAL.matcher(master);
    if (!local.matches()) {
      return false;
    }
    String threads = local.group(1);
    int count = threads == null ? 1 : threads.equals("*") ? cores() : Integer.parseInt(threads);
    return count <= receivers;
  }

  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
