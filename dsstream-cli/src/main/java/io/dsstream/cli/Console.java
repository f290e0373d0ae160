package io.dsstream.cli;

import io.dsstream.text.Escapes;

/** What the program says to the person: one line each on stderr, never a raw received byte. */
final class Console {
  private static volatile boolean quiet;

  private Console() {}

  /** Leaves only errors. */
  static void setQuiet(boolean quiet) {
    Console.quiet = quiet;
  }

  static void say(String message) {
    if (!quiet) {
      print(message);
    }
  }

  static void error(String message) {
    print(message);
  }

  private static void print(String message) {
    System.err.println(
        "dsstream: " + Escapes.visible(message.strip().replaceAll("\\s*\\R\\s*", " ")));
  }
}
