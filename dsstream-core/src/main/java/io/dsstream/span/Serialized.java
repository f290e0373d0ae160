package io.dsstream.span;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
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
   * @throws IOException if it has others, or one that is not there
   */
  @SuppressWarnings("unchecked")
  static <T> T read(byte[] bytes, ObjectInputFilter filter) throws IOException {
    try (ObjectInputStream in = new Objects(new ByteArrayInputStream(bytes))) {
      in.setObjectInputFilter(filter);
      return (T) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException("no class " + e.getMessage(), e);
    }
  }

  /** A job's own classes are its context loader's, where this class is an elder one's. */
  private static final class Objects extends ObjectInputStream {
    Objects(InputStream in) throws IOException {
      super(in);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type)
        throws IOException, ClassNotFoundException {
      try {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Class.forName(type.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(type); // as of primitive types
      }
    }
  }
}
