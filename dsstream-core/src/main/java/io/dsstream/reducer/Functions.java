package io.dsstream.reducer;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.apache.spark.api.java.function.Function2;

/** What is asked of functions, which travel to other machines, and how they are called. */
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

  /**
   * What a function makes of two values, where no checked exception may be thrown.
   *
   * @throws IllegalStateException if it throws one, which is the cause
   */
  public static <V> V reduced(Function2<V, V, V> reducer, V a, V b) {
    try {
      return reducer.call(a, b);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("reducer must not throw: " + e, e);
    }
  }
}
