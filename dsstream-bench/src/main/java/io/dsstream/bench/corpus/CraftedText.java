package io.dsstream.bench.corpus;

import io.dsstream.block.TextBlock;
import java.util.List;
import java.util.Random;

/**
 * Words as those would choose them who want a hash table to be slow: as many, as long and as new as
 * those of {@link UniqueText}, but all alike. They are consecutive numbers in some notation, short
 * ones alone, long ones with the same bytes before or behind. Each block has its own notation.
 */
final class CraftedText implements LineWriter {
  private static final int DIGITS = 7;

  /**
   * How a number is written.
   *
   * @param first the digit 0; no digit is a space or a line end
   * @param step from one digit to the next
   * @param bits of a digit
   * @param lowFirst whether the lowest digit is the first byte, not the last
   * @param padding what a longer word is filled with
   */
  private record Notation(int first, int step, int bits, boolean lowFirst, char padding) {}

  private static final List<Notation> NOTATIONS =
      List.of(
          new Notation('0', 1, 3, false, '0'),
          new Notation('0', 1, 3, true, '0'),
          new Notation(0, 1, 3, false, '\0'),
          new Notation(0, 1, 3, true, '\0'),
          new Notation('@', 8, 3, false, '@'),
          new Notation('@', 8, 3, true, '@'),
          new Notation('@', 1, 6, false, 'a'),
          new Notation('@', 1, 6, true, 'a'));

  private final Notation notation;
  private long number;

  private CraftedText(Notation notation) {
    this.notation = notation;
  }

  /** A block of each notation. */
  static List<TextBlock> blocks(int maxBytes, long seed) {
    return NOTATIONS.stream()
        .flatMap(
            notation -> new MadeText(new CraftedText(notation), seed).blocks(1, maxBytes).stream())
        .toList();
  }

  @Override
  public void write(StringBuilder line, Random random) {
    for (int i = 0; i < 10; i++) {
      line.append(i == 0 ? "" : " ");
      String more = String.valueOf(notation.padding()).repeat(UniqueText.moreLetters(random));
      boolean before = !notation.lowFirst();
      line.append(before ? more : "");
      digits(line, number++);
      line.append(before ? "" : more);
    }
  }

  private void digits(StringBuilder line, long of) {
    for (int i = 0; i < DIGITS; i++) {
      int place = notation.lowFirst() ? i : DIGITS - 1 - i;
      long digit = of >>> notation.bits() * place & (1 << notation.bits()) - 1;
      line.append((char) (notation.first() + notation.step() * digit));
    }
  }
}
