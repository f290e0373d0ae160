package io.dsstream.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A committed batch.
 *
 * @param millis the batch time; later than that of the entry before
 * @param previousMillis the batch time of the entry before, to which a change is a change
 * @param isSnapshot whether it holds all that a fresh start needs, and not only what changed
 * @param body the bytes, for whom they are; not a copy
 */
public record LedgerEntry(long millis, long previousMillis, boolean isSnapshot, byte[] body) {
  /** The format that is written; all before it are read. */
  static final int VERSION = 1;

  private static final long MAGIC =
      ByteBuffer.wrap("DSSTREAM".getBytes(StandardCharsets.US_ASCII)).getLong();
  private static final int HEADER = 8 + 4 + 8 + 8 + 4 + 4;

  /** Big-endian: magic, version, time, time before, kind, length, body, CRC-32C of all before. */
  byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(HEADER + body.length + 4);
    out.putLong(MAGIC).putInt(VERSION).putLong(millis).putLong(previousMillis);
    out.putInt(isSnapshot ? 1 : 0).putInt(body.length).put(body);
    out.putInt(checksum(out.array(), out.position()));
    return out.array();
  }

  /**
   * What was written, or nothing if it is not whole.
   *
   * @throws StateException if a newer version wrote it
   */
  static Optional<LedgerEntry> of(byte[] bytes) {
    if (bytes.length < HEADER + 4) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int end = bytes.length - 4;
    if (in.getInt(end) != checksum(bytes, end) || in.getLong() != MAGIC) {
      return Optional.empty();
    }
    int version = in.getInt();
    if (version > VERSION) {
      throw StateException.unusable("it was written by a newer dsstream, in format " + version);
    }
    long millis = in.getLong();
    long previous = in.getLong();
    boolean isSnapshot = in.getInt() == 1;
    if (in.getInt() != end - HEADER) {
      return Optional.empty();
    }
    byte[] body = new byte[end - HEADER];
    in.get(body);
    return Optional.of(new LedgerEntry(millis, previous, isSnapshot, body));
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
