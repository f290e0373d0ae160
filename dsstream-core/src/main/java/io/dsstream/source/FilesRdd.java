package io.dsstream.source;

import io.dsstream.block.TextBlock;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.immutable.Nil$;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** The files of a batch, a partition each, and what there is to tell of others. */
final class FilesRdd extends RDD<TextBlock> {
  private static final long serialVersionUID = 1L;

  /** A file, or a block without text. */
  private record Part(int index, String file, long size, TextBlock notice) implements Partition {
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
      return new Part(index, null, 0, notices.get(index - files.size()));
    }
    FileId file = files.get(index);
    return new Part(index, folder.resolve(file.name()).toString(), file.size(), null);
  }

  @Override
  public Partition[] getPartitions() {
    return parts.clone();
  }

  @Override
  public scala.collection.Iterator<TextBlock> compute(Partition split, TaskContext context) {
    Part part = (Part) split;
    Iterator<TextBlock> blocks =
        part.file() == null
            ? List.of(part.notice()).iterator()
            : new FileBlocks(Path.of(part.file()), part.size(), maxLineBytes);
    return CollectionConverters.asScala(blocks);
  }

  /** What Spark logs of an RDD is Spark's own, and is shown or not as the rest of it. */
  @Override
  public String logName() {
    return RDD.class.getName();
  }
}
