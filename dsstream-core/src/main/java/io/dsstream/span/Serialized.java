package io.dsstream.span;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;

/** Objects as bytes, by Java's own serialisation: what all totals can do. */
final class Serialized {
  private Serialized() {}

  static byte[] bytes(Object object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException("total must be serializable: " + e, e);
    }
    return bytes.toByteArray();
  }

  /**
   * The object again.
   *
   * @param filter which classes it may have; null for any, of bytes that a task of ours sent
   * @throws UncheckedIOException if it has others; the message names one
   */
  @SuppressWarnings("unchecked")
  static <T> T read(byte[] bytes, ObjectInputFilter filter) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      in.setObjectInputFilter(filter);
      return (T) in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a total: " + e, e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("cannot read a total: no class " + e.getMessage(), e);
    }
  }
}
