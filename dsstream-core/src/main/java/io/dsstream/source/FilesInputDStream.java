package io.dsstream.source;

import io.dsstream.block.TextBlock;
import io.dsstream.state.Replayable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.rdd.BlockRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.BlockId;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.dstream.InputDStream;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The stream of a {@link FilesSource}. Spark makes a batch on one thread while another commits the
 * one before: safe for use by several.
 */
final class FilesInputDStream extends InputDStream<TextBlock> implements Replayable {
  private static final long serialVersionUID = 1L;
  private static final ClassTag<TextBlock> BLOCK = ClassTag$.MODULE$.apply(TextBlock.class);

  private final transient FilesSource source;
  private final transient Folder folder;
  private final transient NavigableMap<Long, List<FileId>> taken = new TreeMap<>();
  // Not all that is known: a batch that could not be made has taken files, and commits none.
  private final transient Set<FileId> committed = new LinkedHashSet<>();
  private transient boolean hasEnded;

  FilesInputDStream(StreamingContext context, FilesSource source) {
    super(context, BLOCK);
    this.source = source;
    this.folder = new Folder(source.folder(), source.maxFiles(), source.maxBytes());
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public synchronized Option<RDD<TextBlock>> compute(Time time) {
    long clock = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    Folder.Look look = folder.look(clock, System.nanoTime());
    if (!look.taken().isEmpty()) {
      taken.put(time.milliseconds(), look.taken());
    }
    List<TextBlock> notices = new ArrayList<>();
    if (look.skipped() > 0) {
      notices.add(TextBlock.skippedFiles(look.skipped()));
    }
    if (isAtEnd(look)) {
      hasEnded = true;
      notices.add(TextBlock.end());
    }
    return Option.apply(rdd(look.taken(), notices));
  }

  private boolean isAtEnd(Folder.Look look) {
    return source.onEof() == OnEof.STOP
        && !hasEnded
        && look.taken().isEmpty()
        && !look.isMoreToCome();
  }

  /** Of nothing a kind that costs no job. */
  private RDD<TextBlock> rdd(List<FileId> files, List<TextBlock> notices) {
    return files.isEmpty() && notices.isEmpty()
        ? new BlockRDD<>(context().sc(), new BlockId[0], BLOCK)
        : new FilesRdd(context().sc(), source.folder(), files, notices, source.maxLineBytes());
  }

  /** Where there is no ledger, what batches that are over have taken is of no use any more. */
  @Override
  public synchronized void clearMetadata(Time batch) {
    super.clearMetadata(batch);
    taken.headMap(batch.milliseconds(), false).clear();
  }

  @Override
  public String address() {
    return source.address();
  }

  /** The same folder may be spelled in several ways. */
  @Override
  public boolean hasAddress(String other) {
    return other.equals(address())
        || (other.startsWith(FilesSource.SCHEME)
            && real(Path.of(other.substring(FilesSource.SCHEME.length())))
                .equals(real(source.folder())));
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.normalize();
    }
  }

  @Override
  public synchronized byte[] taken(long batchMillis) {
    return bytes(commit(batchMillis));
  }

  private List<FileId> commit(long batchMillis) {
    List<FileId> files = taken.getOrDefault(batchMillis, List.of());
    committed.addAll(files);
    return files;
  }

  @Override
  public synchronized byte[] takenSoFar(long batchMillis) {
    commit(batchMillis);
    committed.removeIf(file -> !folder.knows(file));
    return bytes(committed);
  }

  @Override
  public synchronized void restore(byte[] offsets) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(offsets))) {
      List<FileId> files = new ArrayList<>();
      int count = in.readInt();
      boolean haveBirths = count < 0; // see bytes()
      for (int left = haveBirths ? ~count : count; left > 0; left--) {
        files.add(FileId.read(in, haveBirths));
      }
      folder.know(files, System.nanoTime());
      committed.addAll(files);
    } catch (IOException e) {
      throw new UncheckedIOException("offsets end early: " + e, e);
    }
  }

  private static byte[] bytes(Collection<FileId> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(~files.size()); // never one that a version before has written
      for (FileId file : files) {
        file.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never of memory
    }
    return bytes.toByteArray();
  }

  /** What Spark logs of a stream is Spark's own, and is shown or not as the rest of it. */
  @Override
  public String logName() {
    return InputDStream.class.getName();
  }
}
