package io.dsstream.state;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The file of a committed batch. Big-endian: magic, version, time, time before, kind, body, CRC-32C
 * of all before. In version 1 the body's length came before it, in four bytes.
 *
 * @param file where it is
 * @param millis the batch time; later than that of the entry before
 * @param previousMillis the batch time of the entry before, to which a change is a change
 * @param isSnapshot whether it holds all that a fresh start needs, and not only what changed
 * @param bodyFrom at which byte its body begins
 * @param size of the file
 */
record LedgerEntry(
    Path file, long millis, long previousMillis, boolean isSnapshot, int bodyFrom, long size) {
  /** The format that is written; all before it are read. */
  static final int VERSION = 2;

  private static final long MAGIC =
      ByteBuffer.wrap("DSSTREAM".getBytes(StandardCharsets.US_ASCII)).getLong();
  private static final int HEADER = 8 + 4 + 8 + 8 + 4;
  private static final int LENGTH_1 = 4;
  private static final int CHECKSUM = 4;
  private static final int BUFFER = 1 << 16;

  /** Writes an entry, whole or not at all. */
  static LedgerEntry write(
      Path file, long millis, long previousMillis, boolean isSnapshot, Ledger.Writer body) {
    WholeFile.write(
        file,
        unchecked -> {
          CheckedOutputStream checked = new CheckedOutputStream(unchecked, new CRC32C());
          DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
          out.writeLong(MAGIC);
          out.writeInt(VERSION);
          out.writeLong(millis);
          out.writeLong(previousMillis);
          out.writeInt(isSnapshot ? 1 : 0);
          body.write(out);
          out.flush();
          out.writeInt((int) checked.getChecksum().getValue());
          out.flush();
        });
    return new LedgerEntry(
        file, millis, previousMillis, isSnapshot, HEADER, file.toFile().length());
  }

  /**
   * The entry of a file, or nothing if that is not whole.
   *
   * @throws StateException if a newer version wrote it
   */
  static Optional<LedgerEntry> of(Path file) throws IOException {
    return isWhole(file) ? begin(file) : Optional.empty();
  }

  /** The same, but of the file only its begin is looked at. */
  static Optional<LedgerEntry> begin(Path file) throws IOException {
    try (DataInputStream in = open(file)) {
      if (in.readLong() != MAGIC) {
        return Optional.empty();
      }
      int version = in.readInt();
      if (version > VERSION) {
        throw StateException.unusable("it was written by a newer dsstream, in format " + version);
      }
      int bodyFrom = version == 1 ? HEADER + LENGTH_1 : HEADER;
      return Optional.of(
          new LedgerEntry(
              file, in.readLong(), in.readLong(), in.readInt() == 1, bodyFrom, Files.size(file)));
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(Path file) throws IOException {
    long checked = Files.size(file) - CHECKSUM;
    if (checked < HEADER) {
      return false;
    }
    CRC32C checksum = new CRC32C();
    try (DataInputStream in = new DataInputStream(new CheckedInputStream(open(file), checksum))) {
      in.skipNBytes(checked);
      return (int) checksum.getValue() == in.readInt();
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
  }

  /** Hands over the body. */
  void read(Ledger.Reader reader) throws IOException {
    try (DataInputStream in = open(file)) {
      in.skipNBytes(bodyFrom);
      reader.read(in, millis, isSnapshot);
    }
  }
}
