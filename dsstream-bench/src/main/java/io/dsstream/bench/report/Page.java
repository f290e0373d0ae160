package io.dsstream.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page of all results in a directory: one file that asks the network for nothing. Its policy
 * lets a browser run the one script that is ours, whatever else the results may hold.
 */
final class Page {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private Page() {}

  /**
   * Makes {@code report.html} of the directory's JSON files, and gives its path back.
   *
   * @throws IOException if a file cannot be read or written, or holds something else
   */
  static Path write(Path directory) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Path file : files(directory)) {
      parts.add(part(file));
    }
    parts.sort(Comparator.comparingInt(Part::order).thenComparing(Part::mode));
    Path page = directory.resolve("report.html");
    return Files.write(page, html(parts).getBytes(StandardCharsets.UTF_8));
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Part part(Path file) throws IOException {
    try {
      return Part.of(Json.read(file));
    } catch (IOException | IllegalArgumentException e) {
      String reason = e.getMessage().lines().findFirst().orElse("");
      throw new IOException(file + " must be what this benchmark writes: " + reason, e);
    }
  }

  private static String html(List<Part> parts) throws IOException {
    String script = resource("report.js");
    Map<String, String> places =
        Map.of(
            "hash", sha256(script),
            "style", resource("report.css"),
            "script", script,
            "tiles", parts.stream().map(Part::tile).collect(Collectors.joining()),
            "sections", parts.stream().map(Part::html).collect(Collectors.joining()));
    return PLACE
        .matcher(resource("report.html"))
        .replaceAll(place -> Matcher.quoteReplacement(places.get(place.group(1))));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM must know SHA-256: " + e.getMessage(), e);
    }
  }
}
