package io.dsstream.cli;

import io.dsstream.text.Escapes;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stderr, line by line: what acts on a terminal is escaped; unless verbose, stack traces are left
 * out and log lines lose their logger's name.
 */
final class LogLines extends OutputStream {
  private static final Pattern EVENT = Pattern.compile("(WARN|ERROR|INFO|DEBUG) (\\S+) - (.*)");
  private static final Pattern TRACE =
      Pattern.compile(
          "\\s+at .*|\\s*\\.\\.\\. \\d+ more|\\s*(Caused by|Suppressed): .*"
              + "|[\\w.$]+(Exception|Error)(: .*)?");

  private final PrintStream out;
  private final boolean verbose;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

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
    if (verbose) {
      out.println(Escapes.visible(text.replace("\t", "    ")));
    } else if (!TRACE.matcher(text).matches()) {
      out.println(Escapes.visible(shorten(text)));
    }
  }

  private static String shorten(String text) {
    Matcher event = EVENT.matcher(text);
    if (!event.matches()) {
      return text;
    }
    String logger = event.group(2);
    boolean ours = logger.startsWith("io.dsstream.");
    String level = event.group(1).equals("ERROR") ? "error: " : "warning: ";
    return "dsstream: "
        + (ours ? "" : level + logger.substring(logger.lastIndexOf('.') + 1) + ": ")
        + event.group(3);
  }
}
