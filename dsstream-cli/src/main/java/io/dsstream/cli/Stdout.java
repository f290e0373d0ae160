package io.dsstream.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where results go; it remembers what a {@code PrintStream} keeps to itself: why writing failed.
 */
final class Stdout extends OutputStream {
  private static final String READER_LEFT = "Broken pipe";

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private volatile String failure = "";

  /** Prints UTF-8, whatever the platform's charset. */
  PrintStream printer() {
    return new PrintStream(this, false, StandardCharsets.UTF_8);
  }

  /** How a run ends that can write no more: well, if our reader has left, as {@code head} does. */
  Ending ending() {
    return failure.equals(READER_LEFT)
        ? Ending.finished()
        : Ending.failed("results cannot be written: " + failure);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      failure = e.getMessage();
      throw e;
    }
  }
}
