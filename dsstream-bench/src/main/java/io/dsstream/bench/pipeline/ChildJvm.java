package io.dsstream.bench.pipeline;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A JVM with this one's class path, which ends with this one at the latest. It keeps its temporary
 * files in a folder, which is deleted then, and its errors show here.
 */
public record ChildJvm(Process process, ScratchFolder folder) implements AutoCloseable {
  /** The memory that every contender gets. */
  public static final String HEAP = "-Xmx2g";

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
