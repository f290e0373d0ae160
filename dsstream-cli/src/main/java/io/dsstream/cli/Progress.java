package io.dsstream.cli;

import io.dsstream.block.Faults;
import io.dsstream.sink.OutputClosedException;
import io.dsstream.sink.Sink;
import io.dsstream.span.BatchResult;
import io.dsstream.span.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * The job's sink: passes results on, keeps the run's totals, and ends the run where a batch decides
 * that: the last one asked for, the source's last, or the first that nobody reads any more.
 */
final class Progress implements Sink {
  /** Who asks for an end is not told of the pause before it. */
  private static final Duration NOTABLE = Duration.ofSeconds(10);

  private final Sink sink;
  private final Stdout stdout;
  private final Integer maxResults;
  private final CompletableFuture<Ending> ending;
  private final CompletableFuture<Ending> drained = new CompletableFuture<>();
  private long results;
  private long batches;
  private Tally total = Tally.ZERO;
  private Duration idle = Duration.ZERO;
  private long expired;
  private long evicted;
  private boolean isKeyed;
  private boolean over;
  private BatchResult prepared;
  private long lastTime = Long.MIN_VALUE;
  private long drainUntil = Long.MAX_VALUE;

  Progress(Sink sink, Stdout stdout, Integer maxResults, CompletableFuture<Ending> ending) {
    this.sink = sink;
    this.stdout = stdout;
    this.maxResults = maxResults;
    this.ending = ending;
  }

  @Override
  public int limit() {
    return sink.limit();
  }

  /** What is left of a window when the program ends. */
  @Override
  public synchronized boolean isWanted(Instant time) {
    return time.toEpochMilli() > drainUntil;
  }

  @Override
  public synchronized void prepare(BatchResult result) {
    sink.prepare(result);
    prepared = result;
  }

  @Override
  public void resume(Instant last, List<Instant> lost) {
    sink.resume(last, lost);
  }

  @Override
  public synchronized boolean isDone() {
    return over || hasFailed();
  }

  @Override
  public synchronized void accept(BatchResult result) {
    if (isDone() && result != prepared) { // else it is committed, and must be told
      return;
    }
    try {
      sink.accept(result);
    } catch (OutputClosedException e) {
      end(stdout.ending());
      return;
    }
    results++;
    batches += result.batches();
    total = total.plus(result.tally());
    isKeyed = result.results() != null && result.span().total() == 0; // words may be joined
    idle = result.idle();
    expired += result.span().expired();
    evicted += result.span().evicted();
    lastTime = result.time().toEpochMilli();
    if (result.isLast() || (maxResults != null && results >= maxResults)) {
      end(Ending.finished());
    }
    checkDrained();
  }

  /** After a batch that failed, the results of later ones would hide the gap. */
  private boolean hasFailed() {
    return ending.isDone() && ending.join().exitCode() == ExitCode.FAILED;
  }

  /** Completes once all that was received before {@link #drainUntil} has been printed. */
  CompletableFuture<Ending> drain() {
    return drained;
  }

  /** The receivers have stopped: the first batch after this time holds their last lines. */
  synchronized void drainUntil(long millis) {
    drainUntil = millis;
    checkDrained();
  }

  private void checkDrained() {
    if (lastTime > drainUntil) {
      end(Ending.finished());
    }
  }

  private void end(Ending end) {
    over = true;
    ending.complete(end);
    drained.complete(end);
  }

  /** One line about the whole run. */
  synchronized void summarize(Duration elapsed) {
    double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
    StringBuilder line = new StringBuilder();
    line.append(counted(batches, "batch", "batches")).append(", ");
    line.append(counted(total.lines(), "line", "lines")).append(", ");
    line.append(
            isKeyed
                ? counted(total.words(), "value", "values")
                : counted(total.words(), "word", "words"))
        .append(", ");
    line.append(counted(total.bytes(), "byte", "bytes"));
    line.append(String.format(Locale.ROOT, " in %.1f s", seconds));
    line.append(
        String.format(
            Locale.ROOT, " (%,.0f %s/s)", total.words() / seconds, isKeyed ? "values" : "words"));
    line.append(faults());
    String key = isKeyed ? "key" : "word";
    line.append(ifAny(expired, key + " expired", key + "s expired"));
    line.append(ifAny(evicted, key + " evicted", key + "s evicted"));
    if (total.pausedMillis() > 0) {
      line.append(
          String.format(
              Locale.ROOT, ", server held back for %,.1f s", total.pausedMillis() / 1000.0));
    }
    if (idle.compareTo(NOTABLE) >= 0) {
      line.append(
          String.format(Locale.ROOT, ", no line for the last %,.1f s", idle.toMillis() / 1000.0));
    }
    Console.say(line.toString());
  }

  private String faults() {
    Faults faults = total.faults();
    return ifAny(faults.malformed(), "malformed sequence", "malformed sequences")
        + ifAny(faults.longLines(), "long line cut", "long lines cut")
        + ifAny(faults.longWords(), "long word cut", "long words cut")
        + ifAny(faults.partialLines(), "unfinished line dropped", "unfinished lines dropped")
        + ifAny(faults.reconnects(), "reconnect", "reconnects")
        + ifAny(faults.byteOrderMarks(), "byte order mark dropped", "byte order marks dropped")
        + ifAny(faults.skippedFiles(), "file skipped", "files skipped")
        + ifAny(faults.unusableLines(), "line unusable", "lines unusable");
  }

  private static String ifAny(long n, String one, String many) {
    return n > 0 ? ", " + counted(n, one, many) : "";
  }

  private static String counted(long n, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", n, n == 1 ? one : many);
  }
}
