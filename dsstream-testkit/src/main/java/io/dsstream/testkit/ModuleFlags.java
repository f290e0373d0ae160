package io.dsstream.testkit;

import java.lang.reflect.InaccessibleObjectException;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** What to tell who runs Spark without the flags that open the JDK's modules to it. */
final class ModuleFlags {
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

  private static boolean isDenied(Throwable e) {
    return e instanceof InaccessibleObjectException
        || e instanceof IllegalAccessError
        || String.valueOf(e.getMessage()).contains("InaccessibleObjectException");
  }
}
