package io.dsstream.bench.pipeline;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM with this one's class path, which ends with this one at the latest. It keeps its temporary
 * files in a folder, which is deleted then, and its errors show here.
 */
record ChildJvm(Process process, ScratchFolder folder) implements AutoCloseable {
  /**
   * Starts one.
   *
   * @param options for the JVM
   * @param arguments the main class and its arguments
   */
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

  /** May be called again. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    folder.close();
  }
}
