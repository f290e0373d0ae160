package io.dsstream.bench;

import io.dsstream.bench.corpus.Corpora;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.profile.ProfilerFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.ProfilerConfig;

/** Finds in the options what JMH itself would notice late, or tell by a stack trace. */
final class Checks {
  private Checks() {}

  static void check(Options options) throws CommandLineOptionException {
    requireRates(options);
    requireTexts(options.getParameter("text").orElse(List.of()));
    requirePatterns(options.getIncludes());
    requirePatterns(options.getExcludes());
    requirePatterns(options.getWarmupIncludes());
    requireProfilers(options.getProfilers());
    requireJvm(options.getJvm().orElse(null));
    requireDirectory(Path.of(options.getResult().get()));
  }

  private static void requireRates(Options options) throws CommandLineOptionException {
    if (!options.getBenchModes().isEmpty() || options.getTimeUnit().hasValue()) {
      throw new CommandLineOptionException(
          "-bm and -tu must be left out: the table shows rates per second");
    }
  }

  private static void requireTexts(Collection<String> names) throws CommandLineOptionException {
    try {
      names.forEach(Corpora::requireName);
    } catch (IllegalArgumentException e) {
      throw new CommandLineOptionException(e.getMessage(), e);
    }
  }

  private static void requirePatterns(List<String> patterns) throws CommandLineOptionException {
    try {
      patterns.forEach(Pattern::compile);
    } catch (PatternSyntaxException e) {
      throw new CommandLineOptionException(
          "name of a benchmark must be a regular expression: " + e.getPattern(), e);
    }
  }

  private static void requireProfilers(List<ProfilerConfig> profilers)
      throws CommandLineOptionException {
    for (ProfilerConfig profiler : profilers) {
      try {
        ProfilerFactory.getProfilerOrException(profiler);
      } catch (ProfilerException e) {
        throw new CommandLineOptionException(
            "profiler must be one that -lprof lists as supported: " + profiler.getKlass(), e);
      }
    }
  }

  private static void requireJvm(String jvm) throws CommandLineOptionException {
    if (jvm != null && !Files.isExecutable(Path.of(jvm))) {
      throw new CommandLineOptionException("jvm must be the path of an executable: " + jvm);
    }
  }

  private static void requireDirectory(Path file) throws CommandLineOptionException {
    Path directory = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(directory) || Files.isDirectory(file)) {
      throw new CommandLineOptionException("result must be a file in a directory: " + file);
    }
  }
}
