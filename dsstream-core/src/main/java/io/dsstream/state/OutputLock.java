package io.dsstream.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a folder of results for one process, until that ends. Safe for use by several threads. */
public final class OutputLock {
  private static final String NAME = ".lock";

  /** Never closed, for to close another channel of the file would give its lock up. */
  private static final Map<Path, FileChannel> CLAIMED = new HashMap<>();

  private OutputLock() {}

  /**
   * Claims a folder, which is made if it is not there: two processes that write to one would take
   * each other's results for their own. Again in one process it does nothing, for jobs may follow
   * one another there. Where files cannot be locked that is logged.
   *
   * @throws StateException if another process has it
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public static void claim(Path folder) {
    WholeFile.makeFolder(folder);
    try {
      Path file = folder.toRealPath().resolve(NAME);
      synchronized (CLAIMED) {
        if (!CLAIMED.containsKey(file)) {
          FileChannel channel = FolderLock.open(file);
          CLAIMED.put(file, channel);
          if (!isLocked(channel, folder)) {
            CLAIMED.remove(file);
            channel.close();
            throw new StateException(
                StateException.Reason.IN_USE, "output is in use by another process: " + folder);
          }
        }
      }
    } catch (IOException e) {
      throw WholeFile.failed(folder.resolve(NAME), e);
    }
  }

  private static boolean isLocked(FileChannel channel, Path folder) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return true; // by this process, under another path
    } catch (IOException e) {
      Logger log = LoggerFactory.getLogger(OutputLock.class); // not before logging is set up
      log.warn(
          "output {} cannot be locked, another process may write to it: {}", folder, e.toString());
      return true;
    }
  }
}
