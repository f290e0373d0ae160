package io.dsstream.testkit.example;

import java.util.List;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import scala.Tuple2;

/** The job of the README's test. */
final class WordCount {
  private WordCount() {}

  static JavaPairDStream<String, Long> of(JavaDStream<String> lines) {
    return lines
        .flatMap(line -> List.of(line.split(" ")).iterator())
        .mapToPair(word -> new Tuple2<>(word, 1L))
        .reduceByKey(Long::sum);
  }
}
