package io.dsstream.bench.corpus;

import io.dsstream.block.TextBlock;
import java.util.List;

/**
 * The texts there are, each as blocks that all differ. The same name gives the same bytes on every
 * machine.
 *
 * <p>A text's {@value #BLOCKS} blocks of about 12 MiB are together larger than a 32 MB last-level
 * cache, so that a benchmark which goes round them reads memory, as a job does, and finds no branch
 * predictor that knows the text by heart.
 */
public final class Corpora {
  /** The King James Bible, its verses in another order in each block. */
  public static final String KJV = "kjv";

  /** Made-up words whose frequencies follow Zipf's law with exponent 1. */
  public static final String ZIPF = "zipf";

  private static final List<String> NAMES = List.of(KJV, ZIPF);
  private static final int BLOCKS = 8;
  private static final int BLOCK_BYTES = 12 << 20;
  private static final int KJV_COPIES = 3;
  private static final int ZIPF_WORDS = 100_000;
  private static final long SEED = 1611;

  private Corpora() {}

  /**
   * The blocks of a text.
   *
   * @throws IllegalArgumentException if there is no text of that name
   */
  public static List<TextBlock> blocks(String name) {
    requireName(name);
    return name.equals(KJV)
        ? KjvText.blocks(BLOCKS, KJV_COPIES, SEED)
        : new ZipfText(ZIPF_WORDS, SEED).blocks(BLOCKS, BLOCK_BYTES);
  }

  /**
   * Gives the name back.
   *
   * @throws IllegalArgumentException if there is no text of that name
   */
  public static String requireName(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("text must be one of " + NAMES + ": " + name);
    }
    return name;
  }
}
