package io.dsstream.reducer;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Objects;

/** What is asked of functions that travel to other machines. */
public final class Functions {
  private Functions() {}

  /**
   * Refuses a function that Spark could not send to a task, when the job is put together rather
   * than when its first batch runs.
   *
   * <pre>{@code
   * Functions.requireSerializable(tokenizer, "tokenizer");
   * // tokenizer must be serializable: java.io.NotSerializableException: java.lang.Thread
   * }</pre>
   *
   * @param name what the error calls it
   * @throws NullPointerException if it is null
   * @throws IllegalArgumentException if it cannot be serialised
   */
  public static void requireSerializable(Object function, String name) {
    Objects.requireNonNull(function, name);
    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(function);
    } catch (IOException e) {
      throw new IllegalArgumentException(name + " must be serializable: " + e, e);
    }
  }
}
