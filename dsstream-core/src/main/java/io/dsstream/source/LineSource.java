package io.dsstream.source;

import io.dsstream.block.TextBlock;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** Where lines come from. See {@link LineSources} for those there are. */
@FunctionalInterface
public interface LineSource {
  /**
   * The lines as a stream of blocks, on the given context; call it before the context starts.
   *
   * <p>A source that ends for good stores {@link TextBlock#end()} as its last block, and so does
   * each input stream of a union: the union ends with the last of them.
   */
  JavaDStream<TextBlock> open(JavaStreamingContext context);
}
