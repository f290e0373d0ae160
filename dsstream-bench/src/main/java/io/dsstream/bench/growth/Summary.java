package io.dsstream.bench.growth;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import scala.Tuple2;

/**
 * What an answer needs to know of words and their counts, collected in one pass. No record, for
 * those Kryo cannot make.
 */
final class Summary implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<Tuple2<String, Long>> first = new ArrayList<>();
  private long total;
  private long distinct;

  /** Takes a word in that was not known. */
  void add(String word, long count) {
    add(word, count, count);
  }

  /** Takes a word in whose count has grown by so many; if that is all of it, it is a new one. */
  void add(String word, long count, long grown) {
    total += grown;
    distinct += count == grown ? 1 : 0;
    offer(word, count);
  }

  private void offer(String word, long count) {
    int at = first.size();
    while (at > 0 && first.get(at - 1)._2() < count) {
      at--;
    }
    if (at < Answer.LIMIT) {
      first.add(at, new Tuple2<>(word, count));
      if (first.size() > Answer.LIMIT) {
        first.remove(Answer.LIMIT);
      }
    }
  }

  /** Takes in what others have seen since; counts of words that are here too replace those. */
  void addAll(Summary newer) {
    total += newer.total;
    distinct += newer.distinct;
    List<String> again = newer.first.stream().map(Tuple2::_1).toList();
    first.removeIf(old -> again.contains(old._1()));
    newer.first.forEach(word -> offer(word._1(), word._2()));
  }

  Answer answer() {
    return new Answer(total, distinct, first.stream().map(Tuple2::_2).toList());
  }
}
