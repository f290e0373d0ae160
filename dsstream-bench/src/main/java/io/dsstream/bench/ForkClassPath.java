package io.dsstream.bench;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The class path of JMH's forks. JMH takes it from {@code java.class.path}, which under exec:java
 * is Maven's own: the project's is known to the class loader alone.
 */
final class ForkClassPath {
  private static final String CLASS_PATH = "java.class.path";

  /** Makes JMH hand the path over in a jar's manifest: Spark's is too long for some systems. */
  private static final String IN_A_JAR = "jmh.separateClasspathJAR";

  private ForkClassPath() {}

  /** Tells JMH of the class path that this class was loaded from. */
  static void install() {
    if (ForkClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
      System.setProperty(CLASS_PATH, join(loader.getURLs()));
      System.setProperty(IN_A_JAR, "true");
    }
  }

  static String join(URL... urls) {
    return Arrays.stream(urls)
        .map(url -> Path.of(URI.create(url.toString())).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
