package io.dsstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * What options are when the command line does not say: {@code DSSTREAM_*} in the environment, then
 * the configuration file. A key that is no option is an error, in the file and in the environment.
 *
 * <p>The file has a {@code name=value} a line; blank lines and those that start with {@code #} are
 * left out. Values are taken as they stand, for a backslash is at home in a regular expression.
 */
final class Defaults implements IDefaultValueProvider {
  private static final String PREFIX = "DSSTREAM_";
  private static final List<String> HELP = List.of("--help", "-?", "--version", "-V");

  private final Map<String, String> environment;
  private final Map<String, String> file;

  private Defaults(Map<String, String> environment, Map<String, String> file) {
    this.environment = environment;
    this.file = file;
  }

  /** Who asks for help gets it, whatever is wrong with the settings. */
  static Defaults load(Map<String, String> environment, String[] args, CommandSpec spec) {
    if (asksForHelp(args)) {
      return new Defaults(Map.of(), Map.of());
    }
    String path = configFile(args, environment);
    Map<String, String> file = path == null ? Map.of() : read(path, spec);
    file.forEach((key, value) -> check(spec, key, value, key + " in " + path));
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(PREFIX) && !variable.equals(PREFIX + "CONFIG")) {
            String name = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
            check(spec, name.replace('_', '-'), value, variable + " in the environment");
          }
        });
    return new Defaults(environment, file);
  }

  private static boolean asksForHelp(String[] args) {
    for (int i = 0; i < args.length; i++) {
      boolean valueFollows = i + 1 < args.length && !args[i + 1].startsWith("-");
      if (HELP.contains(args[i]) || (args[i].equals("-h") && !valueFollows)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || isForCommandLineOnly(option)) {
      return null;
    }
    String name = option.longestName().replaceFirst("^--", "");
    String value = environment.get(PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_'));
    return value != null ? value : file.get(name);
  }

  private static boolean isForCommandLineOnly(OptionSpec option) {
    return option.usageHelp() || option.versionHelp() || option.longestName().equals("--config");
  }

  /** --config as the last one on the command line gives it, DSSTREAM_CONFIG, or the user's own. */
  private static String configFile(String[] args, Map<String, String> environment) {
    String given = environment.get(PREFIX + "CONFIG");
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--config=")) {
        given = args[i].substring("--config=".length());
      } else if (args[i].equals("--config") && i + 1 < args.length) {
        given = args[i + 1];
      }
    }
    if (given != null) {
      return given;
    }
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    Path own = Path.of(home, ".dsstream.properties");
    return Files.exists(own) ? own.toString() : null;
  }

  private static Map<String, String> read(String path, CommandSpec spec) {
    Map<String, String> settings = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(Path.of(path))) {
        String[] setting = line.strip().split("\\s*=\\s*", 2);
        if (!line.isBlank() && !setting[0].startsWith("#")) {
          settings.put(setting[0], setting.length > 1 ? setting[1] : "");
        }
      }
      return settings;
    } catch (IOException | RuntimeException e) { // as a name that is no path here
      throw new ParameterException(
          spec.commandLine(),
          "config file must be readable: " + path + ": " + Converters.reason(e));
    }
  }

  /** Refuses what is no option, or no value of it, and says where it stands. */
  private static void check(CommandSpec spec, String name, String value, String where) {
    OptionSpec option = spec.findOption("--" + name);
    if (option == null || isForCommandLineOnly(option)) {
      throw new ParameterException(spec.commandLine(), "unknown option: " + where);
    }
    for (ITypeConverter<?> converter : option.converters()) {
      try {
        converter.convert(value);
      } catch (Exception e) {
        throw new ParameterException(spec.commandLine(), where + " " + e.getMessage(), e);
      }
    }
  }
}
