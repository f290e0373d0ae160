package io.dsstream.bench.corpus;

import java.time.Instant;
import java.util.Random;

/**
 * Lines of servers' logs, half of them a web server's and half an application's: time stamps that
 * run on, addresses, paths, and an id in each line that no other has.
 */
final class LogText implements LineWriter {
  private static final String[] LEVELS = {"DEBUG", "INFO", "INFO", "INFO", "WARN", "ERROR"};
  private static final String[] METHODS = {"GET", "GET", "GET", "POST", "PUT", "DELETE"};
  private static final String[] PATHS = {"orders", "users", "carts", "items", "search", "health"};
  private static final int[] STATUSES = {200, 200, 200, 201, 204, 301, 304, 400, 404, 500};

  private long millis = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  @Override
  public void write(StringBuilder line, Random random) {
    millis += random.nextInt(50);
    if (random.nextBoolean()) {
      access(line, random);
    } else {
      application(line, random);
    }
  }

  private void access(StringBuilder line, Random random) {
    line.append("10.").append(random.nextInt(4)).append('.').append(random.nextInt(256));
    line.append('.').append(random.nextInt(256)).append(" - - [").append(time()).append("] \"");
    line.append(pick(METHODS, random)).append(" /api/v2/").append(pick(PATHS, random)).append('/');
    line.append(hex(random)).append(" HTTP/1.1\" ").append(STATUSES[random.nextInt(10)]);
    line.append(' ').append(random.nextInt(20_000)).append(" \"-\" \"Mozilla/5.0 (X11; Linux");
    line.append(" x86_64) Gecko/20100101 Firefox/").append(100 + random.nextInt(40)).append('"');
  }

  private void application(StringBuilder line, Random random) {
    line.append(time()).append(' ').append(pick(LEVELS, random)).append(" [worker-");
    line.append(random.nextInt(16)).append("] c.e.shop.OrderService - order ");
    line.append(random.nextInt(10_000_000)).append(" of user=").append(random.nextInt(50_000));
    line.append(" took ").append(random.nextInt(900)).append(" ms, trace=");
    line.append(hex(random)).append(hex(random));
  }

  private Instant time() {
    return Instant.ofEpochMilli(millis);
  }

  private static String hex(Random random) {
    return Long.toHexString(random.nextLong());
  }

  private static String pick(String[] from, Random random) {
    return from[random.nextInt(from.length)];
  }
}
