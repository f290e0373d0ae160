package io.dsstream.cli;

import io.dsstream.state.Ledger;
import io.dsstream.state.StateException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** {@code --state}: where a job goes on, if it has one. */
final class StateFolder implements AutoCloseable {
  private final Ledger ledger;

  private StateFolder(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Opens it, and says where the job goes on.
   *
   * @param path null for none
   * @throws StateException if it cannot be used, or is from a time to come
   */
  static StateFolder open(Path path) {
    if (path == null) {
      return new StateFolder(null);
    }
    Ledger ledger = Ledger.open(path);
    try {
      if (ledger.lastMillis() > 0) { // else it has no batch
        goOn(path, Instant.ofEpochMilli(ledger.lastMillis()));
      } else {
        Console.say("state %s: beginning anew".formatted(path));
      }
      return new StateFolder(ledger);
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  private static void goOn(Path path, Instant last) {
    Duration ahead = Duration.between(Instant.now(), last);
    if (ahead.compareTo(Duration.ofSeconds(1)) > 0) {
      throw new StateException(
          StateException.Reason.UNUSABLE,
          "clock must be later than the last batch of state %s, but is behind it by %d s: set it right, or wait"
              .formatted(path, ahead.toSeconds()));
    }
    Console.say(
        "state %s: going on after the batch of %s"
            .formatted(
                path,
                last.atZone(ZoneId.systemDefault())
                    .toLocalDateTime()
                    .truncatedTo(ChronoUnit.MILLIS)));
  }

  /** Null if there is none. */
  Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() {
    if (ledger != null) {
      ledger.close();
    }
  }
}
