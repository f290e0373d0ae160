package io.dsstream.state;

import java.io.BufferedInputStream;
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
 * of all before. In version 1 the body's length came before it, in four bytes; bodies of version 3
 * may hold what those before did not.
 *
 * @param file where it is
 * @param version its format
 * @param millis the batch time; later than that of the entry before
 * @param previousMillis the batch time of the entry before, to which a change is a change
 * @param isSnapshot whether it holds all that a fresh start needs, and not only what changed
 * @param size of the file
 */
record LedgerEntry(
    Path file, int version, long millis, long previousMillis, boolean isSnapshot, long size) {
  /** The format that is written; all before it are read. */
  static final int VERSION = 3;

  private static final long MAGIC =
      ByteBuffer.wrap("DSSTREAM".getBytes(StandardCharsets.US_ASCII)).getLong();
  private static final int HEADER = 8 + 4 + 8 + 8 + 4;
  private static final int LENGTH_1 = 4;
  private static final int CHECKSUM = 4;
  private static final int BUFFER = 1 << 16;

  /** Writes an entry, whole or not at all. */
  static LedgerEntry write(
      Path file, long millis, long previousMillis, boolean isSnapshot, Ledger.Writer body) {
    long size =
        WholeFile.write(
            file,
            unchecked -> {
              CheckedOutputStream checked = new CheckedOutputStream(unchecked, new CRC32C());
              DataOutputStream out = new DataOutputStream(checked);
              out.writeLong(MAGIC);
              out.writeInt(VERSION);
              out.writeLong(millis);
              out.writeLong(previousMillis);
              out.writeInt(isSnapshot ? 1 : 0);
              body.write(out);
              out.writeInt((int) checked.getChecksum().getValue());
            });
    return new LedgerEntry(file, VERSION, millis, previousMillis, isSnapshot, size);
  }

  /**
   * The entry of a file, or nothing if that is not whole.
   *
   * @throws StateException if a newer version wrote it
   */
  static Optional<LedgerEntry> of(Path file) throws IOException {
    Optional<LedgerEntry> entry = header(file);
    if (entry.isEmpty() || !entry.get().isWhole()) {
      return Optional.empty();
    }
    int version = entry.get().version();
    if (version > VERSION) {
      throw StateException.unusable("it was written by a newer dsstream, in format " + version);
    }
    return entry;
  }

  /** What a file says of itself at its begin, if it is an entry; it may be damaged all the same. */
  static Optional<LedgerEntry> header(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      return in.readLong() != MAGIC
          ? Optional.empty()
          : Optional.of(
              new LedgerEntry(
                  file,
                  in.readInt(),
                  in.readLong(),
                  in.readLong(),
                  in.readInt() == 1,
                  Files.size(file)));
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  private boolean isWhole() throws IOException {
    if (size < HEADER + CHECKSUM) {
      return false;
    }
    try (Checked in = new Checked(file)) {
      return in.endsRight(size);
    }
  }

  /**
   * Hands over the body.
   *
   * @throws IOException also if it is not what was written
   */
  void read(Ledger.Reader reader) throws IOException {
    try (Checked in = new Checked(file)) {
      DataInputStream body = new DataInputStream(in);
      body.skipNBytes(version == 1 ? HEADER + LENGTH_1 : HEADER);
      reader.read(body, millis, isSnapshot);
      if (!in.endsRight(size)) {
        throw new IOException("it has changed since it was checked");
      }
    }
  }

  /** A file that is read, and the checksum of what has been. */
  private static final class Checked extends CheckedInputStream {
    private long count;

    Checked(Path file) throws IOException {
      super(new BufferedInputStream(Files.newInputStream(file), BUFFER), new CRC32C());
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int n = super.read(bytes, from, length);
      count += Math.max(0, n);
      return n;
    }

    /** Whether the last bytes of the file are the checksum of all before. */
    boolean endsRight(long size) throws IOException {
      skipNBytes(size - CHECKSUM - count);
      int checksum = (int) getChecksum().getValue();
      return new DataInputStream(this).readInt() == checksum;
    }
  }
}
