package io.dsstream.sink;

import io.dsstream.join.JoinTable;
import io.dsstream.join.JoinType;
import io.dsstream.span.BatchResult;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.function.Consumer;

/**
 * The sinks there are. Those that print write each batch at once and flush; their words are escaped
 * so that no received byte acts on a terminal. When the stream is closed they throw {@link
 * OutputClosedException}.
 *
 * <p>In all of them {@code limit} is how many words a batch shows at most, at least 0.
 */
public final class Sinks {
  private Sinks() {}

  /** Spark's {@code pprint}, as PySpark prints it: the words as Python would write them. */
  public static Sink pprint(PrintStream out, int limit) {
    return new TextSink(out, limit, new PprintFormat(ZoneId.systemDefault()));
  }

  /** One JSON object per batch on a line of its own (JSON Lines). */
  public static Sink json(PrintStream out, int limit) {
    return new TextSink(out, limit, new JsonFormat(ZoneId.systemDefault()));
  }

  /**
   * {@code time,word,count} records (RFC 4180) under a header. Control characters are written as
   * <code>&#92;u{hex}</code>; a word that a spreadsheet would run as a formula is guarded by a
   * leading apostrophe.
   */
  public static Sink csv(PrintStream out, int limit) {
    return new TextSink(out, limit, new CsvFormat(ZoneId.systemDefault()));
  }

  /** A table per batch for people: rank, word, count, share and a bar. */
  public static Sink table(PrintStream out, int limit) {
    return new TextSink(out, limit, new TableFormat(ZoneId.systemDefault()));
  }

  /**
   * A file for each result in a folder, which is made if it is not there: {@code batch-TIME.json},
   * the batch time in ms, with all words in the form of {@link #json}. It is there whole or not at
   * all, and where the job has a ledger exactly once for each batch: a result of a batch that the
   * ledger has lost gets the ending {@code .uncommitted} at the next start. Its owner alone may
   * read it. The folder is this process's until it ends, by a lock on its file {@code .lock}.
   *
   * @throws io.dsstream.state.StateException if another process has the folder
   * @throws java.io.UncheckedIOException if the folder cannot be made; the message says why
   */
  public static Sink folder(Path folder) {
    return new FolderSink(folder, new JsonFormat(ZoneId.systemDefault()));
  }

  /**
   * A sink behind a join with a table: the figures of a word or key are named by the columns of its
   * row. A result is joined with the table as its file is then, whatever it was when the words
   * came. A word is looked up when it has changed, and when the file has, by the pipeline whose
   * sink this is; if another sink is between that does not pass {@link Sink#selection} on, all
   * words of a result are.
   */
  public static Sink joined(Sink sink, JoinTable table, JoinType type) {
    return new JoinedSink(sink, table, type);
  }

  /** Two sinks: each result goes to the one, then to the other. */
  public static Sink both(Sink first, Sink second) {
    return new BothSinks(first, second);
  }

  /** Any code that takes results. */
  public static Sink forEach(int limit, Consumer<BatchResult> action) {
    return new Sink() {
      @Override
      public int limit() {
        return limit;
      }

      @Override
      public void accept(BatchResult result) {
        action.accept(result);
      }
    };
  }
}
