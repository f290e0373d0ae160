package io.dsstream.bench.pipeline;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A JVM with this one's class path, which ends with this one at the latest. It keeps its temporary
 * files in a folder, which is deleted then, and its errors show here.
 */
public record ChildJvm(Process process, ScratchFolder folder) implements AutoCloseable {
  private static final Path LARGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

  /** The memory that every contender gets: 2 GB, in large pages where the system has them. */
  public static List<String> memory() {
    try {
      boolean allowed =
          Files.exists(LARGE_PAGES) && !Files.readString(LARGE_PAGES).contains("[never]");
      return allowed ? List.of("-Xmx2g", "-XX:+UseTransparentHugePages") : List.of("-Xmx2g");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts one.
   *
   * @param options for the JVM
   * @param arguments the main class and its arguments
   */
  public static ChildJvm start(List<String> options, List<String> arguments) throws IOException {
    return start(ScratchFolder.create(), options, arguments);
  }

  /** The same in a folder. */
  static ChildJvm start(ScratchFolder folder, List<String> options, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("-Djava.io.tmpdir=" + folder.path());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    ChildJvm jvm = new ChildJvm(builder.start(), folder);
    Runtime.getRuntime().addShutdownHook(new Thread(jvm::close));
    return jvm;
  }

  /** Names the JVM of a contender and its options, but for those that open modules. */
  public static String described(String contender, List<String> options) {
    String jvm = System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
    return options.stream()
        .filter(option -> option.startsWith("-X"))
        .collect(Collectors.joining(" ", contender + ": " + jvm + " ", ""));
  }

  /** May be called again. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    folder.close();
  }
}
