package io.dsstream.testkit;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A reference that survives serialisation within this JVM. What a harness shares with streams and
 * functions would be copied with them into closures and checkpoints; of this only a number is.
 */
final class LocalRef<T> implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Map<Long, Object> VALUES = new ConcurrentHashMap<>();
  private static final AtomicLong LAST = new AtomicLong();

  private final long id = LAST.incrementAndGet();

  LocalRef(T value) {
    VALUES.put(id, value);
  }

  @SuppressWarnings("unchecked")
  T get() {
    Object value = VALUES.get(id);
    if (value == null) {
      throw new IllegalStateException("its harness is closed, or of another JVM: reference " + id);
    }
    return (T) value;
  }

  /** Lets the value go; to be called by the harness that made the reference. */
  void drop() {
    VALUES.remove(id);
  }
}
