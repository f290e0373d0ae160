package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchRowsTest {
  private static final BatchRows<String> NOTHING = rows(List.of());

  private static BatchRows<String> rows(List<List<List<String>>> attempts) {
    return new BatchRows<>("words", 7, attempts, !attempts.isEmpty(), null, () -> "<table>");
  }

  private static BatchRows<String> of(String... rows) {
    return rows(List.of(List.of(Arrays.asList(rows))));
  }

  /** In sets these would be equal: rows that a job doubles would pass. */
  @Test
  void hasRows_duplicate_counts() {
    assertThatThrownBy(() -> of("a", "b", "a").hasRows("a", "b"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            words in batch 7 differs
              unexpected: a
              as expected: 2
            <table>""");
    assertThatThrownBy(() -> of("a", "b").hasRows("b", "a", "a"))
        .hasMessageContaining("missing:    a\n  as expected: 2");
    of("a", "b", "a").hasRows("a", "a", "b");
  }

  @Test
  void hasNoRows_didNotFire_areTwoThings() {
    of().hasNoRows();
    NOTHING.didNotFire();
    assertThatThrownBy(() -> of().didNotFire())
        .hasMessageStartingWith("words in batch 7 fired, with 0 rows");
    assertThatThrownBy(NOTHING::hasNoRows).hasMessageStartingWith("words in batch 7 did not fire");
    assertThatThrownBy(() -> of("a").hasNoRows()).hasMessageContaining("unexpected: a");
  }

  @Test
  void hasRows_null_isARow() {
    of("a", null).hasRows(null, "a");
    assertThatThrownBy(() -> of("a", null).hasRows("a")).hasMessageContaining("unexpected: null");
  }

  @Test
  void hasRows_manyDifferences_showsTwenty() {
    String[] rows = IntStream.range(0, 30).mapToObj(i -> "row " + i).toArray(String[]::new);
    assertThatThrownBy(() -> of(rows).hasNoRows())
        .hasMessageContaining("unexpected: row 19\n  unexpected: and 10 more")
        .hasMessageNotContaining("row 20");
  }

  @Test
  void hasRows_controlCharacters_areEscaped() {
    assertThatThrownBy(() -> of("\u001b[2Jx\u202e\n").hasNoRows())
        .hasMessageContaining("unexpected: \\u{1b}[2Jx\\u{202e}\\u{a}\n");
  }

  @Test
  void partitions_severalAttempts_areTheLast() {
    BatchRows<String> rows =
        rows(List.of(List.of(List.of("a"), List.of("b")), List.of(List.of("c"), List.of())));
    assertThat(rows.partitions()).containsExactly(List.of("c"), List.of());
    assertThat(rows.attempts()).containsExactly(List.of("a", "b"), List.of("c"));
    assertThat(rows.rows()).containsExactly("c");
  }
}
