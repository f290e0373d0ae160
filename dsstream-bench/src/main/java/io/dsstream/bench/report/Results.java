package io.dsstream.bench.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dsstream.bench.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one mode of the benchmark measured.
 *
 * @param mode its name, which is that of its file: letters, digits and hyphens
 * @param title what people call it
 * @param arguments what was given after the mode's name
 * @param machine where and when it began
 * @param jvms the JVMs that were measured, with their options
 * @param rows its figures: records whose fields are numbers and strings, all of one type
 */
public record Results(
    String mode,
    String title,
    List<String> arguments,
    Machine machine,
    List<String> jvms,
    List<?> rows) {
  /** The mode that is run when none is named. */
  public static final String HOT_PATH = "hot-path";

  /** The property that names the directory for results; Maven sets it. */
  private static final String TARGET = "dsstream.bench.target";

  /**
   * Writes the JSON, makes the page anew and says where it lies.
   *
   * @throws IOException if a file cannot be written, or an older one holds something else; its
   *     message is for people
   */
  public void publish(PrintStream out) throws IOException {
    Path directory = Path.of(System.getProperty(TARGET, "target"), "bench");
    save(directory);
    out.println();
    out.println("Report: " + Page.write(directory).toAbsolutePath());
  }

  void save(Path directory) throws IOException {
    Files.createDirectories(directory);
    Json.write(directory.resolve(mode + ".json"), toJson());
  }

  private ObjectNode toJson() {
    ObjectNode json = Json.object().put("mode", mode).put("title", title);
    json.put("command", command())
        .put("date", machine.date().toOffsetDateTime().truncatedTo(ChronoUnit.SECONDS).toString());
    json.putObject("machine")
        .put("processor", machine.processor())
        .put("cpus", machine.cpus())
        .put("load", machine.load())
        .put("system", machine.system());
    return json.putPOJO("jvms", jvms).putPOJO("rows", rows);
  }

  private String command() {
    Stream<String> name = mode.equals(HOT_PATH) ? Stream.empty() : Stream.of(mode);
    String all = Stream.concat(name, arguments.stream()).collect(Collectors.joining(" "));
    return "mvn -pl dsstream-bench exec:java"
        + (all.isEmpty() ? "" : " -Dexec.args=\"" + all + '"');
  }
}
