package io.dsstream.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was sent and what was counted, as multisets of words.
 *
 * @param lost words that were sent more often than counted, and how much more often
 * @param doubled words that were counted more often than sent, and how much more often
 */
record Account(Map<String, Long> lost, Map<String, Long> doubled) {
  static Account of(Map<String, Long> sent, Map<String, Long> counted) {
    return new Account(less(sent, counted), less(counted, sent));
  }

  private static Map<String, Long> less(Map<String, Long> from, Map<String, Long> other) {
    Map<String, Long> left = new TreeMap<>();
    from.forEach(
        (word, n) -> {
          long more = n - other.getOrDefault(word, 0L);
          if (more > 0) {
            left.put(word, more);
          }
        });
    return left;
  }

  /** The sum of the counts of all results of a folder. */
  static Map<String, Long> counted(Path folder) throws IOException {
    return counted(results(folder));
  }

  /** The counts of the last result of a folder: all, where they are of a running total. */
  static Map<String, Long> countedLast(Path folder) throws IOException {
    List<Path> results = results(folder);
    return counted(results.subList(results.size() - 1, results.size()));
  }

  private static Map<String, Long> counted(List<Path> results) throws IOException {
    Map<String, Long> words = new TreeMap<>();
    for (Path file : results) {
      JsonNode result = read(file);
      for (JsonNode count : result.path("counts")) {
        words.merge(count.get(0).asText(), count.get(1).asLong(), Long::sum);
      }
      for (JsonNode key : result.path("results")) {
        long value = key.get("figures").get(0).get("value").asLong();
        words.merge(key.get("key").asText(), value, Long::sum);
      }
    }
    return words;
  }

  private static JsonNode read(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }

  /**
   * Those results whose counts are not as many as their words; where they are a running total, the
   * words of all up to them.
   */
  static List<Path> uneven(Path folder, boolean isRunning) throws IOException {
    List<Path> uneven = new ArrayList<>();
    long words = 0;
    for (Path file : results(folder)) {
      words = (isRunning ? words : 0) + sumOf("words", file);
      if (sumOf("counts", file) + sumOf("value", file) != words) {
        uneven.add(file);
      }
    }
    return uneven;
  }

  /**
   * The numbers of a field; each file has all words, so that all together are too large to keep.
   */
  private static long sumOf(String field, Path file) throws IOException {
    long sum = 0;
    try (JsonParser json = new ObjectMapper().createParser(file.toFile())) {
      String now = null;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          now = json.currentName();
        } else if (token == JsonToken.VALUE_NUMBER_INT && field.equals(now)) {
          sum += json.getLongValue();
        }
      }
    }
    return sum;
  }

  /** How many lines all results of a folder tell of. */
  static long lines(Path folder) throws IOException {
    long lines = 0;
    for (Path file : results(folder)) {
      lines += read(file).get("lines").asLong();
    }
    return lines;
  }

  /** Results that are whole, in the order of their batches. */
  static List<Path> results(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("batch-\\d+\\.json"))
          .sorted()
          .toList();
    }
  }

  /** Files of a folder that are no results, nor its lock. */
  static List<Path> unfinished(Path folder) throws IOException {
    List<Path> results = results(folder);
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !results.contains(file) && !file.endsWith(".lock")).toList();
    }
  }

  long lostWords() {
    return sum(lost);
  }

  long doubledWords() {
    return sum(doubled);
  }

  private static long sum(Map<String, Long> words) {
    return words.values().stream().mapToLong(n -> n).sum();
  }
}
