package io.dsstream.example;

import io.dsstream.reducer.Reducers;
import io.dsstream.tokenizer.Tokenizers;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import scala.Tuple2;

/** User 2: a hand-written job that takes DSStream's functions. */
final class OnlyTheFunctions {
  private OnlyTheFunctions() {}

  static JavaPairDStream<String, Long> count(JavaDStream<String> lines) {
    return lines
        .flatMap(Tokenizers.words().lowerCase())
        .mapToPair(word -> new Tuple2<>(word, 1L))
        .reduceByKey(Reducers.sum());
  }
}
