package io.dsstream.bench;

import java.util.Locale;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The options of a run: those given, and what the report needs besides. */
final class Settings {
  /** The property that names the directory for results; Maven sets it. */
  private static final String TARGET = "dsstream.bench.target";

  private static final String GC_PROFILER = "gc";

  private Settings() {}

  /**
   * The options of the run that a command line asks for.
   *
   * @throws CommandLineOptionException if JMH would stumble over an option later
   */
  static Options of(CommandLineOptions given) throws CommandLineOptionException {
    ResultFormatType format = given.getResultFormat().orElse(ResultFormatType.JSON);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(given)
            .shouldFailOnError(true)
            .resultFormat(format)
            .result(given.getResult().orElse(resultFile(format)));
    if (given.getProfilers().stream().noneMatch(p -> p.getKlass().equals(GC_PROFILER))) {
      options.addProfiler(GC_PROFILER);
    }
    Options built = options.build();
    Checks.check(built);
    return built;
  }

  private static String resultFile(ResultFormatType format) {
    String directory = System.getProperty(TARGET, "target");
    return directory + "/jmh-result." + format.name().toLowerCase(Locale.ROOT);
  }
}
