package io.dsstream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.io.TempDir;

/** A folder of a ledger, and what is in it. */
abstract class LedgerFolder {
  @TempDir Path temporary;

  Path folder() {
    return temporary.resolve("state");
  }

  List<String> entries() {
    List<String> entries = new ArrayList<>();
    try (Ledger ledger = Ledger.open(folder())) {
      ledger.start((in, millis, isSnapshot) -> entries.add(text(in, isSnapshot)));
    }
    return entries;
  }

  static String text(DataInput in, boolean isSnapshot) throws IOException {
    String text = in.readUTF();
    assertThat(Character.isUpperCase(text.charAt(0))).isEqualTo(isSnapshot);
    return text;
  }

  List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("ledger.lock"))
          .sorted()
          .toList();
    }
  }

  static void append(Ledger ledger, long millis, String body) {
    ledger.append(millis, Character.isUpperCase(body.charAt(0)), out -> out.writeUTF(body));
  }

  void write(String... bodies) {
    try (Ledger ledger = Ledger.open(folder())) {
      for (String body : bodies) {
        append(ledger, Math.max(0, ledger.lastMillis() + 1_000), body);
      }
    }
  }

  Path entry(long millis) {
    return folder().resolve("%019d.entry".formatted(millis));
  }

  void assertUnusable(String message) {
    assertThatThrownBy(this::entries)
        .isInstanceOf(StateException.class)
        .hasMessageStartingWith(message)
        .extracting(e -> ((StateException) e).reason())
        .isEqualTo(StateException.Reason.UNUSABLE);
  }

  static byte[] checksummed(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    ByteBuffer checksummed = ByteBuffer.allocate(bytes.length + 4);
    return checksummed.put(bytes).putInt((int) crc.getValue()).array();
  }
}
