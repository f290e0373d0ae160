package io.dsstream.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** The options that print something instead of measuring. */
final class Listing {
  private Listing() {}

  /** Prints what was asked for; false if nothing was. */
  static boolean print(CommandLineOptions given) {
    if (given.shouldHelp()) {
      help(given);
    } else if (given.shouldList()) {
      new Runner(given).list();
    } else if (given.shouldListWithParams()) {
      new Runner(given).listWithParams(given);
    } else if (given.shouldListProfilers()) {
      given.listProfilers();
    } else if (given.shouldListResultFormats()) {
      given.listResultFormats();
    } else {
      return false;
    }
    return true;
  }

  private static void help(CommandLineOptions given) {
    try {
      given.showHelp();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot print the help", e);
    }
  }
}
