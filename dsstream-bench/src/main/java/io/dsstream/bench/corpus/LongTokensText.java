package io.dsstream.bench.corpus;

import java.util.Base64;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Tokens of 50 to 5,000 bytes, short ones more often than long ones: half of them base64, each of
 * which is new, half URLs, of which there are {@value #URLS}. Lines of one to five.
 */
final class LongTokensText implements LineWriter {
  private static final int URLS = 1_000;
  private static final double MIN = 50;
  private static final double MAX = 5_000;

  private final String[] urls;

  LongTokensText(Random random) {
    urls = IntStream.range(0, URLS).mapToObj(i -> url(random)).toArray(String[]::new);
  }

  @Override
  public void write(StringBuilder line, Random random) {
    for (int count = 1 + random.nextInt(5); count > 0; count--) {
      line.append(
          random.nextBoolean() ? urls[random.nextInt(URLS)] : base64(length(random), random));
      line.append(count > 1 ? " " : "");
    }
  }

  private static String url(Random random) {
    String start = "https://www.example.com/search?session=";
    return start + base64(length(random) - start.length(), random);
  }

  /** The logarithm of the length is spread evenly. */
  private static int length(Random random) {
    return (int) (MIN * StrictMath.pow(MAX / MIN, random.nextDouble()));
  }

  private static String base64(int length, Random random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes).substring(0, length);
  }
}
