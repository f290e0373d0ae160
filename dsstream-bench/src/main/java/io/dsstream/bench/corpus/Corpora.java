package io.dsstream.bench.corpus;

import io.dsstream.block.TextBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The texts there are, each as blocks that all differ. The same name gives the same bytes on every
 * machine.
 *
 * <p>A benchmark which goes round a text's {@value #BLOCKS} blocks of about 12 MiB finds no branch
 * predictor that knows the text by heart.
 */
public final class Corpora {
  /** The King James Bible, its verses in another order in each block. */
  public static final String KJV = "kjv";

  /** The same with lines that end with CR and LF. */
  public static final String CRLF = "crlf";

  /** Made-up words whose frequencies follow Zipf's law with exponent 1. */
  public static final String ZIPF = "zipf";

  /** Like Indonesian: longer words than English ones, with prefixes, suffixes and doublings. */
  public static final String INDONESIAN = "indonesian";

  /** Han characters: three bytes each, hundreds of them without a space. */
  public static final String CHINESE = "chinese";

  /** Made-up words and emoji of one and many code points. */
  public static final String EMOJI = "emoji";

  /** Lines of servers' logs, an id in each that no other has. */
  public static final String LOGS = "logs";

  /** Base64 and URLs of 50 to 5,000 bytes. */
  public static final String LONG_TOKENS = "long-tokens";

  /** A million distinct words in each block, which has 28 MiB. */
  public static final String DISTINCT_1M = "distinct-1m";

  /** No word twice. */
  public static final String UNIQUE = "unique";

  /** No word twice, and all alike, to make a hash table slow. */
  public static final String CRAFTED = "crafted";

  private static final int BLOCKS = 8;
  private static final int BLOCK_BYTES = 12 << 20;
  private static final int DISTINCT_BLOCK_BYTES = 28 << 20;
  private static final int KJV_COPIES = 3;
  private static final long SEED = 1611;

  private static final Map<String, Supplier<List<TextBlock>>> TEXTS = texts();

  private Corpora() {}

  private static Map<String, Supplier<List<TextBlock>>> texts() {
    Map<String, Supplier<List<TextBlock>>> texts = new LinkedHashMap<>();
    texts.put(KJV, () -> KjvText.blocks(BLOCKS, KJV_COPIES, SEED, "\n"));
    texts.put(CRLF, () -> KjvText.blocks(BLOCKS, KJV_COPIES, SEED, "\r\n"));
    texts.put(ZIPF, () -> new ZipfText(100_000, SEED).blocks(BLOCKS, BLOCK_BYTES));
    texts.put(INDONESIAN, () -> made(random -> new IndonesianText(60_000, random)));
    texts.put(CHINESE, () -> made(ChineseText::new));
    texts.put(EMOJI, () -> made(random -> new EmojiText(20_000, random)));
    texts.put(LOGS, () -> made(random -> new LogText()));
    texts.put(LONG_TOKENS, () -> made(LongTokensText::new));
    texts.put(DISTINCT_1M, Corpora::distinct);
    texts.put(UNIQUE, () -> made(random -> new UniqueText()));
    texts.put(CRAFTED, () -> CraftedText.blocks(BLOCK_BYTES, SEED));
    return texts;
  }

  private static List<TextBlock> made(Function<Random, LineWriter> writer) {
    return new MadeText(writer.apply(new Random(SEED)), SEED).blocks(BLOCKS, BLOCK_BYTES);
  }

  private static List<TextBlock> distinct() {
    LineWriter writer = new DistinctText(1_000_000, new Random(SEED));
    return new MadeText(writer, SEED).blocks(BLOCKS, DISTINCT_BLOCK_BYTES);
  }

  /** The names of all texts. */
  public static List<String> names() {
    return new ArrayList<>(TEXTS.keySet());
  }

  /**
   * The blocks of a text.
   *
   * @throws IllegalArgumentException if there is no text of that name
   */
  public static List<TextBlock> blocks(String name) {
    return TEXTS.get(requireName(name)).get();
  }

  /**
   * Gives the name back.
   *
   * @throws IllegalArgumentException if there is no text of that name
   */
  public static String requireName(String name) {
    if (!TEXTS.containsKey(name)) {
      throw new IllegalArgumentException("text must be one of " + TEXTS.keySet() + ": " + name);
    }
    return name;
  }
}
