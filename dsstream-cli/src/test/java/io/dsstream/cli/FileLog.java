package io.dsstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsstream.block.TextBlock;
import io.dsstream.source.LineSource;
import io.dsstream.state.Replayable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.dstream.InputDStream;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** A file that grows, as a topic does: each batch takes the lines that are whole by then. */
record FileLog(Path file) implements LineSource {
  private static final ClassTag<TextBlock> BLOCK = ClassTag$.MODULE$.apply(TextBlock.class);

  @Override
  public JavaDStream<TextBlock> open(JavaStreamingContext context) {
    return new JavaDStream<>(new Stream(context.ssc(), file), BLOCK);
  }

  private static final class Stream extends InputDStream<TextBlock> implements Replayable {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    // By batch time how many bytes are taken; Spark makes a batch while another commits.
    private final transient TreeMap<Long, Long> ends = new TreeMap<>();

    Stream(StreamingContext context, Path file) {
      super(context, BLOCK);
      this.file = file;
      ends.put(0L, 0L);
    }

    @Override
    public synchronized Option<RDD<TextBlock>> compute(Time time) {
      long offset = ends.lastEntry().getValue();
      String lines = wholeLines(offset);
      ends.put(time.milliseconds(), offset + lines.getBytes(UTF_8).length);
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(context().sparkContext());
      List<TextBlock> blocks =
          lines.isEmpty() ? List.of() : List.of(TextBlock.ofLines(lines.split("\n")));
      return Option.apply(spark.parallelize(blocks, 1).rdd());
    }

    private String wholeLines(long offset) {
      try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
        byte[] bytes = new byte[(int) (log.length() - offset)];
        log.seek(offset);
        log.readFully(bytes);
        String text = new String(bytes, UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public String address() {
      return file.toString();
    }

    @Override
    public synchronized byte[] taken(long batchMillis) {
      long end = ends.floorEntry(batchMillis).getValue();
      return ByteBuffer.allocate(Long.BYTES).putLong(end).array();
    }

    @Override
    public byte[] takenSoFar(long batchMillis) {
      return taken(batchMillis);
    }

    @Override
    public synchronized void restore(byte[] offsets) {
      ends.put(0L, ByteBuffer.wrap(offsets).getLong());
    }
  }
}
