package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InaccessibleObjectException;
import java.nio.Buffer;
import org.junit.jupiter.api.Test;

class ModuleFlagsTest {
  /** What the JVM says of a package that is open to nobody, as all are without the flags. */
  @Test
  void hint_deniedByTheJvm_tellsTheFlags() throws Exception {
    Throwable denied = null;
    try {
      Class.forName("java.util.logging.LogManager", false, null);
      Buffer.class.getDeclaredField("address").setAccessible(true);
      Class.forName("jdk.internal.misc.Blocker").getDeclaredMethods()[0].setAccessible(true);
    } catch (InaccessibleObjectException e) {
      denied = e;
    }
    assertThat(denied).isNotNull();
    assertThat(ModuleFlags.hint(new IllegalStateException("wrapped", denied)))
        .contains("surefire: argLine", "--add-opens=java.base/java.lang=ALL-UNNAMED");
  }

  /** The words of JDK 17, at the first use of the class and at each one after it. */
  @Test
  void hint_ofALaterUse_tellsThemToo() {
    String words =
        "class org.apache.spark.storage.StorageUtils$ (in unnamed module @0x1) cannot access class"
            + " sun.nio.ch.DirectBuffer (in module java.base) because module java.base does not"
            + " export sun.nio.ch to unnamed module @0x1";
    NoClassDefFoundError later =
        new NoClassDefFoundError("Could not initialize class org.apache.spark.storage.Storage");
    later.initCause(
        new ExceptionInInitializerError("Exception java.lang.IllegalAccessError: " + words));
    assertThat(ModuleFlags.hint(new IllegalAccessError(words))).contains("--add-opens");
    assertThat(ModuleFlags.hint(later)).contains("--add-opens");
  }

  @Test
  void hint_otherErrors_isNone() {
    assertThat(ModuleFlags.hint(null)).isEmpty();
    assertThat(ModuleFlags.hint(new IllegalAccessError("tried to access a private field")))
        .isEmpty();
    assertThat(ModuleFlags.hint(new RuntimeException("a module of ours"))).isEmpty();
  }
}
