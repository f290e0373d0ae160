package io.dsstream.bench.growth;

import io.dsstream.bench.pipeline.LocalSpark;
import io.dsstream.block.TextBlock;
import java.util.List;
import org.apache.spark.SparkConf;

/** A job of DSStream's, with the command's settings and no receiver. */
interface BlockJob extends StateJob<TextBlock> {
  @Override
  default SparkConf conf() {
    return LocalSpark.dsstream().setMaster("local[" + Curve.CORES + "]");
  }

  @Override
  default Class<TextBlock> type() {
    return TextBlock.class;
  }

  @Override
  default List<TextBlock> block(byte[] text) {
    return List.of(TextBlock.ofBytes(text, text.length));
  }
}
