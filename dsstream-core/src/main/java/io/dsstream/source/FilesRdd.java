package io.dsstream.source;

import io.dsstream.block.TextBlock;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.util.TaskCompletionListener;
import scala.collection.immutable.Nil$;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** The files of a batch, a partition each, and what there is to tell of others. */
final class FilesRdd extends RDD<TextBlock> {
  private static final long serialVersionUID = 1L;

  /** A file, or a block without text. */
  private record Part(int index, URI file, FileId id, TextBlock notice) implements Partition {
    private static final long serialVersionUID = 1L;
  }

  private final int maxLineBytes;
  private final Partition[] parts;

  @SuppressWarnings("unchecked") // Nil is a list of anything
  FilesRdd(
      SparkContext context,
      Path folder,
      List<FileId> files,
      List<TextBlock> notices,
      int maxLineBytes) {
    super(
        context,
        (scala.collection.immutable.Seq<org.apache.spark.Dependency<?>>) (Object) Nil$.MODULE$,
        ClassTag$.MODULE$.apply(TextBlock.class));
    this.maxLineBytes = maxLineBytes;
    this.parts =
        IntStream.range(0, files.size() + notices.size())
            .mapToObj(i -> part(folder, files, notices, i))
            .toArray(Partition[]::new);
  }

  private static Part part(Path folder, List<FileId> files, List<TextBlock> notices, int index) {
    if (index >= files.size()) {
      return new Part(index, null, null, notices.get(index - files.size()));
    }
    FileId file = files.get(index);
    return new Part(index, file.in(folder).toUri(), file, null);
  }

  @Override
  public Partition[] getPartitions() {
    return parts.clone();
  }

  @Override
  public scala.collection.Iterator<TextBlock> compute(Partition split, TaskContext context) {
    Part part = (Part) split;
    if (part.file() == null) {
      return CollectionConverters.asScala(List.of(part.notice()).iterator());
    }
    FileBlocks blocks = new FileBlocks(Path.of(part.file()), part.id(), maxLineBytes);
    TaskCompletionListener close = task -> blocks.close(); // one that fails reads it to no end
    context.addTaskCompletionListener(close);
    return CollectionConverters.asScala(blocks);
  }

  /** What Spark logs of an RDD is Spark's own, and is shown or not as the rest of it. */
  @Override
  public String logName() {
    return RDD.class.getName();
  }
}
