package io.dsstream.source;

import io.dsstream.block.TextBlock;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.dstream.ReceiverInputDStream;
import org.apache.spark.streaming.receiver.Receiver;
import scala.reflect.ClassTag$;

/**
 * The stream of a {@link TcpReceiver}'s blocks, which lets go of a batch's blocks when that batch
 * is over. Spark itself would keep them until the next one is over too, and {@link Backlog} would
 * hold the receiver back for as long.
 */
final class TcpInputDStream extends ReceiverInputDStream<TextBlock> {
  private static final long serialVersionUID = 1L;

  private final TcpSource source;

  TcpInputDStream(StreamingContext context, TcpSource source) {
    super(context, ClassTag$.MODULE$.apply(TextBlock.class));
    this.source = source;
  }

  @Override
  public Receiver<TextBlock> getReceiver() {
    return new TcpReceiver(source, slideDuration().milliseconds());
  }

  /** What Spark logs of a stream is Spark's own, and is shown or not as the rest of it. */
  @Override
  public String logName() {
    return ReceiverInputDStream.class.getName();
  }

  /**
   * Spark calls this when all jobs of the batch are done, to clear what is older than the duration
   * to remember: one interval, or more where a window looks back.
   */
  @Override
  public void clearMetadata(Time batch) {
    super.clearMetadata(isOver() ? batch.$plus(slideDuration()) : batch);
  }

  /** Whether nothing looks back, and batches end in order, so none before this one still runs. */
  private boolean isOver() {
    boolean inOrder = ssc().conf().getInt("spark.streaming.concurrentJobs", 1) == 1;
    return inOrder && !slideDuration().less(rememberDuration());
  }
}
