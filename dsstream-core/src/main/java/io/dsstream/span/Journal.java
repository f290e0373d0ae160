package io.dsstream.span;

import io.dsstream.block.Faults;
import io.dsstream.state.Ledger;
import io.dsstream.state.Replayable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes what a loop of batches is after each of them into a ledger, and reads it when a job starts
 * anew: what the sources have taken, what the span keeps, and what no result has told yet. For one
 * thread.
 */
final class Journal {
  /** Of a tally. */
  private static final int FIELDS = 13;

  /** What a source said of itself. */
  private record Offsets(String source, byte[] bytes) {}

  /** What no result has told yet, up to the batch of that time. */
  record Untold(Instant time, Tally tally, int batches) {
    static final Untold NOTHING = new Untold(Instant.EPOCH, Tally.ZERO, 0);
  }

  private final Ledger ledger;
  private final Identity identity;
  private final SpanState span;
  private List<Replayable> sources = List.of();
  // Of sources that this job does not have: they may come back.
  private final List<Offsets> absent = new ArrayList<>();

  /** A journal of a span in a ledger, or of nothing where that is null. */
  Journal(Ledger ledger, Identity identity, SpanState span) {
    this.ledger = ledger;
    this.identity = identity;
    this.span = span;
  }

  /**
   * Takes up where the ledger ends, and begins it where it is empty.
   *
   * @param sources those that can give again what was not committed
   * @throws io.dsstream.state.StateException if the ledger is of another job
   */
  Untold resume(List<Replayable> sources, ResultSink sink) {
    this.sources = sources;
    if (!isKept()) {
      return Untold.NOTHING;
    }
    AtomicReference<Untold> untold = new AtomicReference<>(Untold.NOTHING); // of the newest entry
    ledger.start((in, millis, isSnapshot) -> untold.set(read(in, millis, isSnapshot)));
    if (ledger.lastMillis() == Long.MIN_VALUE) {
      append(Untold.NOTHING);
    }
    List<Instant> lost = ledger.lostMillis().stream().map(Instant::ofEpochMilli).toList();
    sink.resume(Instant.ofEpochMilli(ledger.lastMillis()), lost);
    return untold.get();
  }

  /** Whether there is a ledger. */
  boolean isKept() {
    return ledger != null;
  }

  /** Commits a batch. */
  void commit(Instant time, Tally tally, int batches) {
    if (isKept()) {
      append(new Untold(time, tally, batches));
    }
  }

  private void append(Untold now) {
    long millis = now.time().toEpochMilli();
    boolean isSnapshot = ledger.wantsSnapshot();
    ledger.append(
        millis,
        isSnapshot,
        out -> {
          out.writeUTF(identity.span());
          out.writeUTF(identity.words());
          write(now.tally(), out);
          out.writeInt(now.batches());
          writeSources(millis, isSnapshot, out);
          if (isSnapshot) {
            span.writeAll(out);
          } else {
            span.writeChange(out);
          }
        });
  }

  private void writeSources(long millis, boolean isSnapshot, DataOutput out) throws IOException {
    List<Offsets> all = new ArrayList<>(isSnapshot ? absent : List.of());
    for (Replayable source : sources) {
      byte[] bytes = isSnapshot ? source.takenSoFar(millis) : source.taken(millis);
      all.add(new Offsets(source.address(), bytes));
    }
    out.writeInt(all.size());
    for (Offsets offsets : all) {
      out.writeUTF(offsets.source());
      out.writeInt(offsets.bytes().length);
      out.write(offsets.bytes());
    }
  }

  private Untold read(DataInput in, long millis, boolean isSnapshot) throws IOException {
    identity.requireSame(new Identity(in.readUTF(), in.readUTF()));
    Instant time = Instant.ofEpochMilli(millis);
    Untold untold = new Untold(time, readTally(in), in.readInt());
    readSources(in);
    if (isSnapshot) {
      span.readAll(in);
    } else {
      span.readChange(in, time);
    }
    if (untold.batches() == 0) {
      span.told();
    }
    return untold;
  }

  /** Of sources with one address, as of one folder that is read twice, each has its own. */
  private void readSources(DataInput in) throws IOException {
    List<Replayable> left = new ArrayList<>(sources);
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      Optional<Replayable> source =
          left.stream().filter(other -> other.hasAddress(name)).findFirst();
      source.ifPresent(left::remove);
      source.ifPresentOrElse(
          found -> found.restore(bytes), () -> absent.add(new Offsets(name, bytes)));
    }
  }

  private static void write(Tally tally, DataOutput out) throws IOException {
    Faults faults = tally.faults();
    long[] fields = {
      tally.lines(),
      tally.words(),
      tally.bytes(),
      tally.pausedMillis(),
      tally.ends(),
      faults.malformed(),
      faults.longLines(),
      faults.longWords(),
      faults.partialLines(),
      faults.reconnects(),
      faults.byteOrderMarks(),
      faults.skippedFiles(),
      faults.unusableLines()
    };
    out.writeInt(fields.length);
    for (long field : fields) {
      out.writeLong(field);
    }
  }

  private static Tally readTally(DataInput in) throws IOException {
    int written = in.readInt();
    long[] f = new long[Math.max(written, FIELDS)]; // a version before had fewer
    for (int i = 0; i < written; i++) {
      f[i] = in.readLong();
    }
    Faults faults = new Faults(f[5], f[6], f[7], f[8], f[9], f[10], f[11], f[12]);
    return new Tally(f[0], f[1], f[2], faults, f[3], f[4]);
  }
}
