package io.dsstream.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What options are when the command line does not say: {@code DSSTREAM_*} in the environment, then
 * the properties file. A key that is no option is an error, in the file and in the environment.
 */
final class Defaults implements IDefaultValueProvider {
  private static final String PREFIX = "DSSTREAM_";

  private final Map<String, String> environment;
  private final Properties file;

  private Defaults(Map<String, String> environment, Properties file) {
    this.environment = environment;
    this.file = file;
  }

  static Defaults load(String[] args, CommandSpec spec) {
    Map<String, String> environment = System.getenv();
    Path path = configFile(args, environment);
    Defaults defaults =
        new Defaults(environment, path == null ? new Properties() : read(path, spec));
    defaults.refuseUnknown(spec, path);
    return defaults;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || isSwitch(option)) {
      return null;
    }
    String name = option.longestName().replaceFirst("^--", "");
    String value = environment.get(variable(name));
    return value != null ? value : file.getProperty(name);
  }

  /** Whether an option makes sense on the command line only. */
  private static boolean isSwitch(OptionSpec option) {
    return option.usageHelp() || option.versionHelp() || option.longestName().equals("--config");
  }

  private static String variable(String name) {
    return PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** --config as the last one on the command line gives it, DSSTREAM_CONFIG, or the user's own. */
  private static Path configFile(String[] args, Map<String, String> environment) {
    String given = environment.get(variable("config"));
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--config=")) {
        given = args[i].substring("--config=".length());
      } else if (args[i].equals("--config") && i + 1 < args.length) {
        given = args[i + 1];
      }
    }
    if (given != null) {
      return Path.of(given);
    }
    Path own = Path.of(System.getProperty("user.home"), ".dsstream.properties");
    return Files.exists(own) ? own : null;
  }

  private static Properties read(Path path, CommandSpec spec) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "config file must be readable: " + path + ": " + Converters.reason(e));
    }
    return properties;
  }

  private void refuseUnknown(CommandSpec spec, Path path) {
    for (String key : file.stringPropertyNames()) {
      refuseUnknown(spec, key, key + " in " + path);
    }
    for (String variable : environment.keySet()) {
      if (variable.startsWith(PREFIX)) {
        String name = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        refuseUnknown(spec, name.replace('_', '-'), variable + " in the environment");
      }
    }
  }

  private static void refuseUnknown(CommandSpec spec, String name, String where) {
    if (spec.findOption("--" + name) == null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "unknown option: " + where);
    }
  }
}
