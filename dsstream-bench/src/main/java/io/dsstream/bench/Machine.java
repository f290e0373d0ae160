package io.dsstream.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

/**
 * Where and when something was measured.
 *
 * @param processor the processor's model, or its architecture where the system does not tell
 * @param cpus how many the JVM may use
 * @param cacheBytes the largest cache of a processor, or 0 where the system does not tell
 * @param load processes that ran or waited, as a mean over the last minute; negative if unknown
 */
public record Machine(
    String processor, int cpus, long cacheBytes, String system, double load, ZonedDateTime date) {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm z");
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

  /** This machine, now. */
  public static Machine now() {
    return new Machine(
        processorModel(),
        Runtime.getRuntime().availableProcessors(),
        largestCache(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        ZonedDateTime.now());
  }

  private static String processorModel() {
    String architecture = System.getProperty("os.arch");
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException e) {
      return architecture;
    }
  }

  /** The bytes of the largest cache of a processor, or 0 where the system does not tell. */
  public static long largestCache() {
    try (Stream<Path> caches = Files.list(CACHES)) {
      return caches
          .map(cache -> cache.resolve("size"))
          .mapToLong(Machine::kibibytes)
          .max()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static long kibibytes(Path size) {
    try {
      return Long.parseLong(Files.readString(size).strip().replace("K", "")) << 10;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  @Override
  public String toString() {
    return Figures.format(
        "%s, %d CPUs, largest cache %s, load %.1f before; %s; %s",
        processor,
        cpus,
        cacheBytes == 0 ? "unknown" : (cacheBytes >> 20) + " MiB",
        load,
        system,
        DATE.format(date));
  }
}
