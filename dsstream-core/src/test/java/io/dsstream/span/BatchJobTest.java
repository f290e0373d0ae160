package io.dsstream.span;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.dsstream.block.Faults;
import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducers;
import io.dsstream.table.CountTable;
import io.dsstream.table.WordCount;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.tokenizer.Tokenizers;
import java.time.Duration;
import java.util.List;
import org.apache.spark.rdd.RDD;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objenesis.strategy.StdInstantiatorStrategy;
import scala.Tuple2;

/** Batches of more words than a table takes, which is four here. */
class BatchJobTest {
  private final TableFactory tables = new TableFactory(Reducers.sum(), 4);
  private BatchHarness harness;

  @BeforeEach
  void create() {
    harness = BatchHarness.create(Duration.ofMillis(500));
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private RDD<TextBlock> inOnePartition(TextBlock... blocks) {
    return harness.context().sparkContext().parallelize(List.of(blocks), 1).rdd();
  }

  @Test
  void count_moreWordsThanATableTakes_countedInParts() {
    BatchJob job = new BatchJob(Tokenizers.space(), tables, 1);
    RDD<TextBlock> blocks =
        inOnePartition(
            TextBlock.ofLines("a b c"),
            TextBlock.ofLines("d e f"),
            TextBlock.ofLines("f", "g".repeat(9_000)));
    for (int batch = 0; batch < 2; batch++) {
      Counted counted = job.count(blocks);
      assertThat(counted.distinct()).isEqualTo(7);
      assertThat(counted.tally()).isEqualTo(new Tally(4, 8, 9_015, Faults.ofWords(0, 1), 0, 0));
      assertThat(counted.first()).containsExactly(new WordCount("f", 2));
    }
  }

  @Test
  void compute_fullTable_isPackedAndEmptied() {
    RDD<TextBlock> blocks =
        inOnePartition(
            TextBlock.ofLines("a b c d"), TextBlock.ofLines("e"), TextBlock.ofLines("a"));
    CountedBlocks counted = new CountedBlocks(blocks, Tokenizers.space(), tables, 1);
    List<Partial> partials = counted.toJavaRDD().map(Tuple2::_2).collect();

    assertThat(partials).extracting(partial -> partial.tally().words()).containsExactly(5L, 1L);
    assertThat(partials.get(1).counts()).containsExactly(1, 'a', 2);
  }

  @Test
  void isFull_longWords_countByTheirBytes() {
    TableFactory wide = new TableFactory(Reducers.sum(), 100);
    CountTable table = wide.create();
    BlockCounter counter = new BlockCounter(Tokenizers.space(), table);
    counter.count(TextBlock.ofLines("x".repeat(3_900)));
    assertThat(wide.isFull(table)).isFalse();
    counter.count(TextBlock.ofLines("y".repeat(200)));
    assertThat(wide.isFull(table)).isTrue();
  }

  @Test
  void serialize_byKryo_isEqual() {
    Tally tally = new Tally(1, 2, 3, new Faults(4, 5, 6, 7, 8, 9, 0, 1), 10, 11);
    Partial partial = new Partial(tally, new byte[] {7});
    Part part = new Part(tally, 7, 8, new byte[] {9});
    assertThat(byKryo(partial)).usingRecursiveComparison().isEqualTo(partial);
    assertThat(byKryo(part)).usingRecursiveComparison().isEqualTo(part);
    TextBlock block = TextBlock.reconnected();
    assertThat(byKryo(block)).usingRecursiveComparison().isEqualTo(block);
  }

  private static Object byKryo(Object object) {
    Kryo kryo = new Kryo();
    kryo.setInstantiatorStrategy(new StdInstantiatorStrategy()); // as Spark's
    Output out = new Output(1 << 10, -1);
    kryo.writeClassAndObject(out, object);
    return kryo.readClassAndObject(new Input(out.toBytes()));
  }

  @Test
  void compute_noBlocks_findsNothing() {
    BatchJob job = new BatchJob(Tokenizers.space(), tables, 1);
    assertThat(job.count(inOnePartition())).isEqualTo(new Counted(Tally.ZERO, 0, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 400000, 1",
    "5, 2, 400000, 2",
    "30, 2, 400000, 15",
    "30, 2, 1600000, 3",
    "30, 2, 4, 30",
    "6, 8, 400000, 8"
  })
  void partitions_manyBlocks_growWithThem(int blocks, int tasks, int full, int partitions) {
    assertThat(BatchJob.partitions(blocks, tasks, full)).isEqualTo(partitions);
  }

  @ParameterizedTest
  @CsvSource({"512, 2, 419430", "1024, 2, 838860", "1024, 64, 400000", "4000000, 1, 2147483647"})
  void full_heapAndCores_isTheirs(long mib, int cores, int words) {
    assertThat(TableFactory.full(mib << 20, cores)).isEqualTo(words);
  }
}
