package io.dsstream.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.block.Faults;
import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducers;
import io.dsstream.table.WordCount;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.tokenizer.Tokenizers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.rdd.BlockRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.storage.StreamBlockId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Blocks as a receiver stores them. */
class LightBatchTest {
  private static final ClassTag<TextBlock> BLOCK = ClassTag$.MODULE$.apply(TextBlock.class);

  private BatchHarness harness;
  private SparkContext spark;
  private int stored;

  @BeforeEach
  void create() {
    harness = BatchHarness.create(Duration.ofMillis(500));
    spark = harness.context().sparkContext().sc();
  }

  @AfterEach
  void close() {
    ids().forEach(id -> store().removeBlock(id, false));
    harness.close();
  }

  private static BlockManager store() {
    return SparkEnv.get().blockManager();
  }

  private Stream<BlockId> ids() {
    return Stream.iterate(0, i -> i + 1).limit(stored).map(i -> new StreamBlockId(9_000, i));
  }

  private RDD<TextBlock> received(TextBlock... blocks) {
    return stored(StorageLevel.MEMORY_AND_DISK(), blocks);
  }

  private RDD<TextBlock> stored(StorageLevel level, TextBlock... blocks) {
    int first = stored;
    for (TextBlock block : blocks) {
      StreamBlockId id = new StreamBlockId(9_000, stored++);
      store().putSingle(id, block, level, false, BLOCK);
    }
    return new BlockRDD<>(spark, ids().skip(first).toArray(BlockId[]::new), BLOCK);
  }

  private static TextBlock ofBytes(int length) {
    byte[] bytes = new byte[length];
    bytes[length - 1] = '\n';
    return TextBlock.ofBytes(bytes, length);
  }

  @Test
  void of_receivedBlocks_areThey() {
    TextBlock a = TextBlock.ofLines("a");
    TextBlock b = TextBlock.ofLines("b", "b");
    assertThat(LightBatch.of(received(a, b))).hasValue(List.of(a, b));
    assertThat(LightBatch.of(received())).hasValue(List.of());
  }

  @Test
  void of_unionOfReceivedBlocks_areAll() {
    TextBlock a = TextBlock.ofLines("a");
    TextBlock b = TextBlock.ofLines("b", "b");
    RDD<TextBlock> union = received(a).union(received()).union(received(b));
    assertThat(LightBatch.of(union)).hasValue(List.of(a, b));
  }

  @Test
  void of_moreBytes_nothing() {
    int half = LightBatch.MAX_BYTES / 2;
    assertThat(LightBatch.of(received(ofBytes(half), ofBytes(half)))).isPresent();
    assertThat(LightBatch.of(received(ofBytes(half), ofBytes(half + 1)))).isEmpty();
  }

  @Test
  void of_blocksToCompute_nothing() {
    TextBlock a = TextBlock.ofLines("a");
    RDD<TextBlock> computed = harness.context().sparkContext().parallelize(List.of(a), 1).rdd();
    assertThat(LightBatch.of(computed)).isEmpty();
    assertThat(LightBatch.of(received(a).union(computed))).isEmpty();
  }

  @Test
  void of_blocksNotInMemoryAsObjects_nothing() {
    TextBlock a = TextBlock.ofLines("a");
    assertThat(LightBatch.of(stored(StorageLevel.DISK_ONLY(), a))).isEmpty();
    assertThat(LightBatch.of(stored(StorageLevel.MEMORY_ONLY_SER(), a))).isEmpty();
    RDD<TextBlock> gone = received(a);
    ids().forEach(id -> store().removeBlock(id, false));
    assertThat(LightBatch.of(gone)).isEmpty();
  }

  @Test
  void of_keptBlocks_nothing() {
    RDD<TextBlock> kept = received(TextBlock.ofLines("a")).persist(StorageLevel.MEMORY_ONLY());
    assertThat(LightBatch.of(kept)).isEmpty();
    assertThat(LightBatch.of(received().union(kept))).isEmpty();
    assertThat(LightBatch.of(received().union(received()).persist(StorageLevel.MEMORY_ONLY())))
        .isEmpty();
  }

  @Test
  void count_lightBatch_equalsThatOfAJob() {
    BatchJob job = new BatchJob(Tokenizers.space(), new TableFactory(Reducers.sum()), 2);
    TextBlock[] lines = {
      TextBlock.ofLines("to be or", "not to be"), TextBlock.ofLines("that " + "i".repeat(9_000))
    };
    int jobs = jobs();

    Counted light = job.count(received(lines));
    assertThat(jobs()).isEqualTo(jobs);
    Counted byJob =
        job.count(harness.context().sparkContext().parallelize(List.of(lines), 2).rdd());
    assertThat(jobs()).isEqualTo(jobs + 1);

    assertThat(light)
        .isEqualTo(byJob)
        .isEqualTo(
            new Counted(
                new Tally(3, 8, 9_025, Faults.ofWords(0, 1), 0, 0),
                6,
                List.of(new WordCount("be", 2), new WordCount("to", 2))));
  }

  private int jobs() {
    return spark.dagScheduler().numTotalJobs();
  }
}
