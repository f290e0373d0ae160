package io.dsstream.bench.corpus;

import java.util.Random;

/** Writes a made-up text, line by line; may remember what it has written. */
@FunctionalInterface
interface LineWriter {
  /** Appends the next line, without its end; all chance comes from {@code random}. */
  void write(StringBuilder line, Random random);
}
