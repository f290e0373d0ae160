package io.dsstream.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.reducer.Aggregates;
import io.dsstream.state.StateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyShareCodecTest {
  private final KeyShareCodec<Object> codec =
      new KeyShareCodec<>(Aggregates.sumOfDoubles().getClass());

  private static DataInputStream in(ByteArrayOutputStream bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private static Map<String, Object> map(KeyShare<Object> share) {
    Map<String, Object> map = new HashMap<>();
    share.forEach(map::put);
    return map;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4_095, 4_096, 4_097, 8_192, 8_193})
  void read_anySize_isWhatWasWritten(int size) throws IOException {
    Map<String, Object> totals = new HashMap<>();
    for (int i = 0; i < size; i++) {
      totals.put("k" + i, (double) i);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    codec.write(KeyShare.of(totals), out);
    out.writeLong(7); // what follows
    DataInputStream in = in(bytes);
    assertThat(map(codec.read(in))).isEqualTo(totals);
    assertThat(in.readLong()).isEqualTo(7);
  }

  /** One array of any number of keys, as versions before have written. */
  @Test
  void read_oneArray_isAll() throws IOException {
    HashMap<String, Object> totals = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      totals.put("k" + i, List.of((double) i));
    }
    byte[] all = Serialized.bytes(totals);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(all.length);
    out.write(all);
    assertThat(map(codec.read(in(bytes)))).isEqualTo(totals);
  }

  @Test
  void read_classThatMayNotBeThere_saysWhatToDo() throws IOException {
    HashMap<String, Object> totals = new HashMap<>();
    totals.put("k", new AtomicLong(1));
    byte[] all = Serialized.bytes(totals);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(all.length);
    out.write(all);
    assertThatThrownBy(() -> codec.read(in(bytes)))
        .isInstanceOf(StateException.class)
        .hasMessage(
            "state cannot be read as these totals: class java.util.concurrent.atomic.AtomicLong is"
                + " not of java.lang, .math, .time, .util or the aggregate's package: use the"
                + " program that wrote it, or another directory");
  }
}
