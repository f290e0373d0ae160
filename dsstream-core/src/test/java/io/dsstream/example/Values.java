package io.dsstream.example;

import io.dsstream.KeyedPipeline;
import io.dsstream.join.JoinTable;
import io.dsstream.join.JoinType;
import io.dsstream.reducer.Aggregates;
import io.dsstream.sink.Sinks;
import io.dsstream.source.LineSources;
import io.dsstream.span.Spans;
import io.dsstream.tokenizer.KeyedFields;
import java.nio.file.Path;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** User 5: lines hold values by key, and a table knows more of the keys. */
final class Values {
  private Values() {}

  static void attach(JavaStreamingContext context, int port, Path rooms) {
    new KeyedPipeline<>(
            LineSources.tcp("localhost", port),
            new KeyedFields().key("1").value("2").numbers(),
            Aggregates.mean(),
            Spans.running(),
            Sinks.joined(Sinks.pprint(System.out, 10), JoinTable.of(rooms), JoinType.LEFT))
        .attach(context);
  }
}
