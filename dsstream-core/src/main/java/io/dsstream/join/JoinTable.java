package io.dsstream.join;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table in a file, which is read again when it has changed. The first field of a row is its key,
 * the others are its columns; no row is a header. Of several rows of a key the last one is it.
 *
 * <p>Fields are apart by commas, and may be in quotes (RFC 4180); in a file whose name ends in
 * {@code .tsv} or {@code .tab} they are apart by tabs. UTF-8, with or without a byte order mark.
 *
 * <pre>{@code
 * JoinTable mood = JoinTable.of(Path.of("lexicon.csv"));   // good,positive
 * mood.rows().get("good");                                 // [positive]
 * }</pre>
 *
 * <p>A file that cannot be read when it has changed is told in the log, and what it had stays. To
 * change one so that no half of it is read, write another and rename it. For the driver; safe for
 * use by several threads.
 */
public final class JoinTable implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String file;
  private transient Map<String, List<String>> rows;
  // Of the file as it was read last.
  private transient State state;
  // Why it could not be read at the last try.
  private transient String failure;

  /** What tells that a file has changed. */
  private record State(Object file, long modified, long size) {
    static final State ABSENT = new State(null, 0, 0);

    static State of(Path path) {
      try {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        return new State(file.fileKey(), file.lastModifiedTime().toMillis(), file.size());
      } catch (IOException e) {
        return ABSENT;
      }
    }
  }

  private JoinTable(Path file) {
    this.file = file.toString();
  }

  /**
   * The table of a file.
   *
   * @throws IllegalArgumentException if it cannot be read; the message says why
   */
  public static JoinTable of(Path file) {
    JoinTable table = new JoinTable(file);
    try {
      table.state = State.of(file);
      table.rows = read(file);
      return table;
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException(
          "join table must be a readable file: %s: %s".formatted(file, reason(e)), e);
    }
  }

  /** The columns of each key as the file has them now. Nobody writes to it. */
  public synchronized Map<String, List<String>> rows() {
    State now = State.of(Path.of(file));
    if (rows == null || !now.equals(state)) {
      reload(now);
    }
    return rows;
  }

  /** One that fails is tried again each time, for it may be readable without having changed. */
  private void reload(State now) {
    // Not when the class is loaded: a program that reads its options has yet to set its log up.
    Logger log = LoggerFactory.getLogger(JoinTable.class);
    try {
      rows = read(Path.of(file));
      state = now;
      failure = null;
      log.info("join table {} read again: {} rows", file, rows.size());
    } catch (IOException | UncheckedIOException e) {
      rows = Objects.requireNonNullElse(rows, Map.of()); // as in a job that recovers
      if (!reason(e).equals(failure)) {
        failure = reason(e);
        log.warn(
            "join table {} cannot be read, going on with its {} rows: {}",
            file,
            rows.size(),
            failure);
      }
    }
  }

  private static String reason(Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    if (cause instanceof NoSuchFileException) {
      return "no such file";
    }
    return cause instanceof AccessDeniedException ? "permission denied" : cause.getMessage();
  }

  private static Map<String, List<String>> read(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("no regular file");
    }
    Map<String, List<String>> rows = new HashMap<>();
    // Malformed bytes are U+FFFD, as they are in the words of a stream.
    try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
        CSVParser parser = CSVParser.parse(withoutMark(reader), format(file))) {
      for (CSVRecord row : parser) {
        List<String> fields = row.toList();
        rows.put(fields.get(0), new ArrayList<>(fields.subList(1, fields.size())));
      }
    }
    return rows; // as Kryo can send it, and with room for a null key
  }

  private static Reader withoutMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  private static CSVFormat format(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".tsv") || name.endsWith(".tab")
        ? CSVFormat.DEFAULT.builder().setDelimiter('\t').setQuote(null).get()
        : CSVFormat.DEFAULT;
  }

  @Override
  public String toString() {
    return file;
  }
}
