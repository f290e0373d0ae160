package io.dsstream.cli;

import io.dsstream.text.Escapes;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stderr, line by line: what acts on a terminal is escaped; unless verbose, a log event is its
 * first line, without the logger's name, and there are no stack traces.
 */
final class LogLines extends OutputStream {
  private static final Pattern EVENT = Pattern.compile("(WARN|ERROR|INFO|DEBUG) (\\S+) - (.*)");
  private static final Pattern TRACE = Pattern.compile("\\s+at .*|\\s*(Caused by|Suppressed): .*");
  private static final String OURS = "dsstream: ";

  private final PrintStream out;
  private final boolean verbose;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  // What follows an event's first line is the rest of its message, or its stack trace.
  private boolean insideEvent;

  LogLines(PrintStream out, boolean verbose) {
    this.out = out;
    this.verbose = verbose;
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      endLine();
    } else {
      line.write(b);
    }
  }

  @Override
  public void flush() {
    out.flush();
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    Matcher event = EVENT.matcher(text);
    if (verbose) {
      out.println(Escapes.visible(text.replace("\t", "    ")));
    } else if (event.matches()) {
      out.println(Escapes.visible(shorten(event)));
      insideEvent = true;
    } else if (isOurs(text) || !(insideEvent || TRACE.matcher(text).matches())) {
      out.println(Escapes.visible(text));
      insideEvent = false;
    }
  }

  private static boolean isOurs(String text) {
    return text.startsWith(OURS) || text.startsWith("Exception in thread");
  }

  private static String shorten(Matcher event) {
    String logger = event.group(2);
    boolean ours = logger.startsWith("io.dsstream.");
    String level = event.group(1).equals("ERROR") ? "error: " : "warning: ";
    return OURS
        + (ours ? "" : level + logger.substring(logger.lastIndexOf('.') + 1) + ": ")
        + event.group(3);
  }
}
