package io.dsstream.state;

import io.dsstream.block.TextBlock;
import io.dsstream.source.LineSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Lines that are kept for ever, as a topic keeps them; each batch takes all that are new. */
final class ReplayableLog implements LineSource {
  private static final ClassTag<TextBlock> BLOCK = ClassTag$.MODULE$.apply(TextBlock.class);

  private final String address;
  private final List<String> lines = new ArrayList<>();

  /** By batch time up to which line it has taken, and nothing of what was not committed. */
  private final TreeMap<Long, Integer> ends = new TreeMap<>();

  ReplayableLog(String address) {
    this.address = address;
  }

  synchronized void append(String line) {
    lines.add(line);
  }

  synchronized int size() {
    return lines.size();
  }

  /** A driver has died: only what it has committed was taken. */
  synchronized void forgetAfter(long committedMillis) {
    ends.tailMap(committedMillis, false).clear();
  }

  /** The lines of each batch that has been committed, by its time. */
  synchronized Map<Long, List<String>> taken() {
    Map<Long, List<String>> taken = new TreeMap<>();
    int from = 0;
    for (Map.Entry<Long, Integer> end : ends.entrySet()) {
      taken.put(end.getKey(), List.copyOf(lines.subList(from, end.getValue())));
      from = end.getValue();
    }
    return taken;
  }

  @Override
  public JavaDStream<TextBlock> open(JavaStreamingContext context) {
    return new JavaDStream<>(new Stream(context.ssc(), this), BLOCK);
  }

  private static final class Stream extends InputDStream<TextBlock> implements Replayable {
    private static final long serialVersionUID = 1L;

    private final transient ReplayableLog log;
    private int offset;

    Stream(StreamingContext context, ReplayableLog log) {
      super(context, BLOCK);
      this.log = log;
    }

    @Override
    public Option<RDD<TextBlock>> compute(Time time) {
      synchronized (log) {
        String[] lines = log.lines.subList(offset, log.size()).toArray(String[]::new);
        offset = log.size();
        log.ends.put(time.milliseconds(), offset);
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(context().sparkContext());
        return Option.apply(spark.parallelize(List.of(TextBlock.ofLines(lines)), 1).rdd());
      }
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public String address() {
      return log.address;
    }

    @Override
    public byte[] taken(long batchMillis) {
      synchronized (log) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(end(batchMillis)).array();
      }
    }

    private int end(long batchMillis) {
      Map.Entry<Long, Integer> end = log.ends.floorEntry(batchMillis);
      return end == null ? 0 : end.getValue();
    }

    @Override
    public byte[] takenSoFar(long batchMillis) {
      return taken(batchMillis);
    }

    @Override
    public void restore(byte[] offsets) {
      offset = ByteBuffer.wrap(offsets).getInt();
    }
  }
}
