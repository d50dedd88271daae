package dev.waybill.audit.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class SeenRowSetTest {
  private static final Instant TIME = Instant.parse("2026-11-26T12:34:56Z");

  @Test
  void a_row_is_new_once() {
    SeenRowSet seen = new SeenRowSet();

    assertThat(seen.add(List.of("a"), TIME)).isTrue();
    assertThat(seen.add(List.of("a"), TIME.plusSeconds(7200))).isFalse();
    assertThat(seen.has(List.of("a"))).isTrue();
    assertThat(seen.has(List.of("b"))).isFalse();
  }

  @Test
  void values_do_not_run_into_each_other() {
    SeenRowSet seen = new SeenRowSet();

    assertThat(seen.add(List.of("ab", "c"), TIME)).isTrue();
    assertThat(seen.add(List.of("a", "bc"), TIME)).isTrue();
    assertThat(seen.add(List.of("abc"), TIME)).isTrue();
    assertThat(seen.add(List.of("abc", ""), TIME)).isTrue();
  }

  @Test
  void rows_are_forgotten_by_the_hour_of_their_event() {
    SeenRowSet seen = new SeenRowSet();
    boolean unused =
        seen.add(List.of("old"), TIME) && seen.add(List.of("new"), TIME.plusSeconds(3600));

    seen.forgetBefore(TIME.plusSeconds(3600));

    assertThat(seen.has(List.of("old"))).isFalse();
    assertThat(seen.has(List.of("new"))).isTrue();
  }

  @Test
  void a_copy_is_its_own() {
    SeenRowSet seen = new SeenRowSet();
    boolean unused = seen.copy().add(List.of("a"), TIME);

    assertThat(seen.size()).isZero();
  }

  @Property(tries = 100)
  void what_is_decoded_knows_the_same_rows(@ForAll List<String> rows) {
    SeenRowSet seen = new SeenRowSet();
    rows.forEach(row -> seen.add(List.of(row), TIME.plusSeconds(row.hashCode() % 100_000)));

    SeenRowSet again = SeenRowSet.decoded(seen.encoded());

    assertThat(again.encoded()).isEqualTo(seen.encoded());
    assertThat(rows).allMatch(row -> again.has(List.of(row)));
  }

  @Test
  void a_fingerprint_that_is_cut_off_is_refused() {
    assertThatThrownBy(() -> SeenRowSet.decoded(Map.of("490000", "AAAA")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("490000");
  }
}
