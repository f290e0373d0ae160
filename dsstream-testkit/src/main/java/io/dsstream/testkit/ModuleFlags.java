package io.dsstream.testkit;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** What to tell who runs Spark without the flags that open the JDK's modules to it. */
final class ModuleFlags {
  private static final Pattern MODULE =
      Pattern.compile("module java\\.base does not (open|export|\"opens|\"exports)");

  private ModuleFlags() {}

  /** The flags to add, if their lack has caused an error; else nothing. */
  static String hint(Throwable error) {
    boolean isDenied =
        Stream.iterate(error, e -> e != null, Throwable::getCause)
            .limit(50) // causes may go round
            .anyMatch(ModuleFlags::isDenied);
    return isDenied
        ? "\nSpark may not use the JDK's internals; add to the tests' JVM (surefire: argLine): "
            + JavaModuleOptions.defaultModuleOptions()
        : "";
  }

  /** The JVM says so in an error of its own at first, and in another one's text from then on. */
  private static boolean isDenied(Throwable e) {
    return MODULE.matcher(String.valueOf(e.getMessage())).find();
  }
}
