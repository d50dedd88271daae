package dev.waybill.audit.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Set of judged rows and its stored format. */
final class SeenRowSetTest {
  private static final Instant TIME = Instant.parse("2026-11-26T12:34:56Z");

  @Test
  void rowIsNewOnlyOnce() {
    SeenRowSet seen = new SeenRowSet();

    assertThat(seen.add(List.of("a"), TIME)).isTrue();
    assertThat(seen.add(List.of("a"), TIME.plusSeconds(7200))).isFalse();
    assertThat(seen.contains(List.of("a"))).isTrue();
    assertThat(seen.contains(List.of("b"))).isFalse();
  }

  @Test
  void boundariesBetweenValuesCount() {
    SeenRowSet seen = new SeenRowSet();

    assertThat(seen.add(List.of("ab", "c"), TIME)).isTrue();
    assertThat(seen.add(List.of("a", "bc"), TIME)).isTrue();
    assertThat(seen.add(List.of("abc"), TIME)).isTrue();
    assertThat(seen.add(List.of("abc", ""), TIME)).isTrue();
  }

  @Test
  void removesRowsByTheHourOfTheirEvent() {
    SeenRowSet seen = new SeenRowSet();
    boolean unused =
        seen.add(List.of("old"), TIME) && seen.add(List.of("new"), TIME.plusSeconds(3600));

    seen.removeBefore(TIME.plusSeconds(3600));

    assertThat(seen.contains(List.of("old"))).isFalse();
    assertThat(seen.contains(List.of("new"))).isTrue();
  }

  @Test
  void copyIsIndependent() {
    SeenRowSet seen = new SeenRowSet();
    boolean unused = seen.copy().add(List.of("a"), TIME);

    assertThat(seen.size()).isZero();
  }

  @Property(tries = 100)
  void decodedSetContainsTheSameRows(@ForAll List<String> rows) {
    SeenRowSet seen = new SeenRowSet();
    rows.forEach(row -> seen.add(List.of(row), TIME.plusSeconds(row.hashCode() % 100_000)));

    SeenRowSet decoded = SeenRowSet.decoded(seen.encoded());

    assertThat(decoded.encoded()).isEqualTo(seen.encoded());
    assertThat(rows).allMatch(row -> decoded.contains(List.of(row)));
  }

  @Test
  void rejectsTruncatedFingerprint() {
    assertThatThrownBy(() -> SeenRowSet.decoded(Map.of("490000", "AAAA")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("490000");
  }
}
