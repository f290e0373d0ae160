package io.dsstream.bench.corpus;

import java.util.Arrays;
import java.util.Random;

/**
 * Draws ranks by Zipf's law: rank r, from 0, has a probability in proportion to 1 / (r + 1)^s. Each
 * draw takes the same short time, by the alias method (Vose 1991).
 */
final class ZipfRanks {
  // A draw picks a column evenly, and then the column's own rank or its alias.
  private final double[] keep;
  private final int[] alias;

  /**
   * The law for so many ranks.
   *
   * @param size how many ranks there are
   * @param exponent the law's s; 0 makes all ranks equally likely
   */
  ZipfRanks(int size, double exponent) {
    this.keep = new double[size];
    this.alias = new int[size];
    fillColumns(weights(size, exponent));
  }

  /** A rank, from 0. */
  int next(Random random) {
    int column = random.nextInt(keep.length);
    return random.nextDouble() < keep[column] ? column : alias[column];
  }

  /** Probabilities in columns: they add up to the number of ranks. */
  private static double[] weights(int size, double exponent) {
    double[] weights = new double[size];
    double sum = 0;
    for (int rank = 0; rank < size; rank++) {
      weights[rank] = StrictMath.pow(rank + 1, -exponent);
      sum += weights[rank];
    }
    for (int rank = 0; rank < size; rank++) {
      weights[rank] *= size / sum;
    }
    return weights;
  }

  /** Tops up each column that is not full from a rank that has more than its own column. */
  private void fillColumns(double[] weights) {
    int size = weights.length;
    // Two stacks in one array: the poor grow from its start, the rich from its end.
    int[] stacks = new int[size];
    int poor = 0;
    int rich = size;
    for (int rank = 0; rank < size; rank++) {
      stacks[weights[rank] < 1 ? poor++ : --rich] = rank;
    }
    while (poor > 0 && rich < size) {
      int column = stacks[--poor];
      int giver = stacks[rich];
      keep[column] = weights[column];
      alias[column] = giver;
      weights[giver] -= 1 - weights[column];
      if (weights[giver] < 1) {
        rich++;
        stacks[poor++] = giver;
      }
    }
    // What is left on either stack has weight 1 but for rounding.
    Arrays.stream(stacks, 0, poor).forEach(column -> keep[column] = 1);
    Arrays.stream(stacks, rich, size).forEach(column -> keep[column] = 1);
  }
}
