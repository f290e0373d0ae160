package io.dsstream.bench.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One contender in a JVM of its own: counts until so many words are counted, then prints one line:
 * the words, the CPU nanoseconds of this process and the most memory that it had, in KiB.
 */
final class ContenderMain {
  private ContenderMain() {}

  /** Arguments: the contender's name, the port, the number of words. */
  public static void main(String[] args) throws Exception {
    long expected = Long.parseLong(args[2]);
    AtomicLong counted = new AtomicLong();
    CountDownLatch done = new CountDownLatch(1);
    Contenders.named(args[0])
        .start(
            Integer.parseInt(args[1]),
            words -> {
              if (counted.addAndGet(words) >= expected) {
                done.countDown();
              }
            });
    done.await();
    System.out.println(counted + " " + cpuNanos() + " " + peakKib());
    System.out.flush();
    Runtime.getRuntime().halt(0); // what is measured is over, and engines differ in how they stop
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** VmHWM of proc(5), or 0 where there is none. */
  private static long peakKib() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
