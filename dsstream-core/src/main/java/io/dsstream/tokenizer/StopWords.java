package io.dsstream.tokenizer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.TreeSet;

/** Drops the tokens that are in a set. */
final class StopWords implements TokenFilter {
  private static final long serialVersionUID = 1L;

  private final HashSet<String> words;

  StopWords(Collection<String> words) {
    this.words = new HashSet<>(words);
  }

  @Override
  public TokenSink over(TokenSink next) {
    return (bytes, from, to) -> {
      if (!words.contains(new String(bytes, from, to - from, StandardCharsets.UTF_8))) {
        next.token(bytes, from, to);
      }
    };
  }

  /** A name that two sets share only by a chance of one in 2^256. */
  static String name(Collection<String> words) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String word : new TreeSet<>(words)) {
        sha.update(word.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0xFF); // in no UTF-8
      }
      return "stop-words:" + HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
