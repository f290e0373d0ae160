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
 * @param load processes that ran or waited, as a mean over the last minute; negative if unknown
 */
public record Machine(String processor, int cpus, String system, double load, ZonedDateTime date) {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm z");
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** This machine, now. */
  public static Machine now() {
    return new Machine(
        processorModel(),
        Runtime.getRuntime().availableProcessors(),
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

  @Override
  public String toString() {
    return Figures.format(
        "%s, %d CPUs, load %.1f before; %s; %s", processor, cpus, load, system, DATE.format(date));
  }
}
