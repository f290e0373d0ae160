package io.dsstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, as a user runs it; its lines are read as they come. */
final class CliProcess implements AutoCloseable {
  /** On a machine that is busy with other things a start alone may take half a minute. */
  static final int LIMIT_SECONDS = 120;

  private final Process process;
  private final Lines stdout;
  private final Lines stderr;

  private CliProcess(Process process) {
    this.process = process;
    this.stdout = new Lines(process.getInputStream());
    this.stderr = new Lines(process.getErrorStream());
  }

  static CliProcess start(String... args) throws IOException {
    return start(Map.of(), args);
  }

  /** The program with its stdout redirected to a file. */
  static CliProcess startInto(Path stdout, String... args) throws IOException {
    return new CliProcess(builder(Map.of(), args).redirectOutput(stdout.toFile()).start());
  }

  static CliProcess start(Map<String, String> environment, String... args) throws IOException {
    return new CliProcess(builder(environment, args).start());
  }

  /** The program of a user whose home is the given folder. */
  static CliProcess startAt(Path home, String... args) throws IOException {
    return new CliProcess(builder(home, Map.of(), args).start());
  }

  /** Another program than the command. */
  static CliProcess startProgram(Class<?> program, String... args) throws IOException {
    ProcessBuilder builder = builder(Map.of(), args);
    builder.command().replaceAll(arg -> arg.equals(Main.class.getName()) ? program.getName() : arg);
    return new CliProcess(builder.start());
  }

  /** A program that dies by itself, as {@link DeadlyMain} says. */
  static CliProcess startDeadly(Class<?> program, String deathAt, String... args)
      throws IOException {
    ProcessBuilder builder = builder(Map.of(), args);
    List<String> command = builder.command();
    int main = command.indexOf(Main.class.getName());
    command.set(main, DeadlyMain.class.getName());
    command.add(main, "-D" + DeadlyMain.DEATH_AT + "=" + deathAt);
    command.add(main, "-D" + DeadlyMain.PROGRAM + "=" + program.getName());
    return new CliProcess(builder.start());
  }

  /** The program where no file may be larger. */
  static CliProcess startWithFileLimit(int kilobytes, String... args) throws IOException {
    ProcessBuilder builder = builder(Map.of(), args);
    List<String> shell =
        List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "limited");
    builder.command().addAll(0, shell);
    return new CliProcess(builder.start());
  }

  private static ProcessBuilder builder(Map<String, String> environment, String... args) {
    return builder(Path.of("/nonexistent"), environment, args);
  }

  private static ProcessBuilder builder(
      Path home, Map<String, String> environment, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx512m",
                "-XX:+UseParallelGC",
                // Its second compiler takes half of the CPU of a process that lives for seconds.
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=Asia/Jakarta",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("DSSTREAM_"));
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(environment);
    return builder;
  }

  long pid() {
    return process.pid();
  }

  /** Waits for a line on stderr that contains the text. */
  String awaitStderr(String text) throws InterruptedException {
    return stderr.await(text);
  }

  /** Waits for a line on stdout that contains the text. */
  String awaitStdout(String text) throws InterruptedException {
    return stdout.await(text);
  }

  /** Closes our end of its stdout, as head does when it has enough. */
  void closeStdout() throws IOException {
    process.getInputStream().close();
  }

  /** Ends it as the system does that has no memory left. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (!kill.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("kill is still running");
    }
  }

  /** What its threads do. */
  private String stacks() throws InterruptedException {
    try {
      Path stacks = Files.createTempFile("stacks", ".txt");
      Process jstack =
          new ProcessBuilder(System.getProperty("java.home") + "/bin/jstack", "" + process.pid())
              .redirectErrorStream(true)
              .redirectOutput(stacks.toFile())
              .start();
      if (!jstack.waitFor(30, TimeUnit.SECONDS)) {
        jstack.destroyForcibly();
      }
      String told = Files.readString(stacks);
      Files.delete(stacks);
      return told;
    } catch (IOException e) {
      return "no stacks: " + e;
    }
  }

  /** Waits for the end of the process. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running; stderr: %s%n%s".formatted(stderr.all(), stacks()));
    }
    return process.exitValue();
  }

  /** All lines of stdout; call it when the process has ended. */
  List<String> stdout() throws InterruptedException {
    return stdout.toTheEnd();
  }

  /** All lines of stdout, each a JSON object; call it when the process has ended. */
  List<JsonNode> json() throws IOException, InterruptedException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : stdout()) {
      objects.add(new ObjectMapper().readTree(line));
    }
    return objects;
  }

  /** All lines of stderr; call it when the process has ended. */
  List<String> stderr() throws InterruptedException {
    return stderr.toTheEnd();
  }

  /** The same, but for what is added where a busy machine does not stop Spark in time. */
  List<String> said() throws InterruptedException {
    return stderr().stream()
        .filter(line -> !line.equals("dsstream: Spark does not stop, left it"))
        .map(line -> line.replaceFirst("; Spark does not stop, left it$", ""))
        .distinct()
        .toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The lines of one stream: those read by the test and those still to come. */
  private static final class Lines {
    private static final String END = "\0end";

    private final BlockingQueue<String> coming = new LinkedBlockingQueue<>();
    private final List<String> all = new ArrayList<>();
    private boolean ended;

    Lines(InputStream in) {
      Thread thread = new Thread(() -> read(in), "cli-output");
      thread.setDaemon(true);
      thread.start();
    }

    private void read(InputStream in) {
      try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
        reader.lines().forEach(coming::add);
      } catch (IOException | UncheckedIOException e) {
        coming.add("stream closed by the test: " + e.getMessage());
      } finally {
        coming.add(END);
      }
    }

    String await(String text) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
      while (next() && System.nanoTime() < deadline) {
        String line = all.get(all.size() - 1);
        if (line.contains(text)) {
          return line;
        }
      }
      throw new AssertionError("no line with '" + text + "' in " + all);
    }

    List<String> toTheEnd() throws InterruptedException {
      boolean more = true;
      while (more) {
        more = next();
      }
      return all();
    }

    List<String> all() {
      return List.copyOf(all);
    }

    /** Takes one line more; false at the end. */
    private boolean next() throws InterruptedException {
      String line = ended ? END : coming.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("no further line in " + LIMIT_SECONDS + " s after " + all);
      }
      ended = line.equals(END);
      if (!ended) {
        all.add(line);
      }
      return !ended;
    }
  }
}
