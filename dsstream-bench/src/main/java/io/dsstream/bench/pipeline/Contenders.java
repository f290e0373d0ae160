package io.dsstream.bench.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The contenders there are. */
final class Contenders {
  /** The one that the others are compared with. */
  static final String BASELINE = "spark";

  /** The name of {@code dsstream} with so many connections; for the growth mode, not for people. */
  private static final Pattern CONNECTIONS = Pattern.compile("dsstream-([1-8])");

  private static final Map<String, Contender> ALL = new LinkedHashMap<>();

  static {
    ALL.put("dsstream", new DsStreamContender(1));
    ALL.put(BASELINE, SparkContender.stock());
    ALL.put("spark-tuned", SparkContender.tuned());
    ALL.put("spark-raw", new SparkRawContender());
    ALL.put("structured", new StructuredContender());
    ALL.put("flink", new FlinkContender());
    ALL.put("jet", new JetContender());
    ALL.put("kafka-streams", new KafkaStreamsContender());
    Stream.of(FloorContender.values()).forEach(floor -> ALL.put(floor.toString(), floor));
  }

  private Contenders() {}

  /** Those that are compared; the floors are not, for they do not do the job. */
  static List<String> names() {
    return ALL.keySet().stream()
        .filter(name -> !(ALL.get(name) instanceof FloorContender))
        .toList();
  }

  static String dsstream(int connections) {
    return "dsstream-" + connections;
  }

  /**
   * The contender of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Contender named(String name) {
    Matcher connections = CONNECTIONS.matcher(name);
    if (connections.matches()) {
      return new DsStreamContender(Integer.parseInt(connections.group(1)));
    }
    Contender contender = ALL.get(name);
    if (contender == null) {
      throw new IllegalArgumentException("contender must be one of " + ALL.keySet() + ": " + name);
    }
    return contender;
  }
}
