package dev.waybill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class LookBackPolicyTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-26");
  private static final Duration HOUR = Duration.ofHours(1);
  private final LookBackPolicy reach = new LookBackPolicy(Duration.ofHours(3), Duration.ofDays(3));

  @Test
  void the_first_run_ever_catches_up() {
    Window window = reach.next(HOUR, null, null, NOON);

    assertThat(window).isEqualTo(new Window(NOON.minus(Duration.ofDays(3)), NOON, NOON));
  }

  @Test
  void a_run_looks_behind_the_end_of_the_last_one() {
    Instant last = NOON.minus(HOUR);

    Window window = reach.next(HOUR, last, TODAY, NOON);

    assertThat(window).isEqualTo(new Window(last.minus(Duration.ofHours(3)), NOON, NOON));
  }

  @Test
  void the_first_run_of_a_day_catches_up() {
    Instant last = NOON.minus(HOUR);

    Window window = reach.next(HOUR, last, TODAY.minusDays(1), NOON);

    assertThat(window.from()).isEqualTo(last.minus(Duration.ofDays(3)));
  }

  @Test
  void an_audit_of_a_long_span_sees_all_of_it() {
    Window window = reach.next(Duration.ofDays(30), NOON.minus(HOUR), TODAY, NOON);

    assertThat(window.from()).isEqualTo(NOON.minus(Duration.ofDays(30)));
  }

  @Test
  void a_service_that_stood_still_for_a_week_goes_on_where_it_stopped_a_day_at_a_time() {
    Instant last = NOON.minus(Duration.ofDays(7));

    Window window = reach.next(HOUR, last, TODAY, NOON);

    assertThat(window.until()).isEqualTo(last.plus(Duration.ofDays(1)));
    assertThat(window.filedUntil())
        .as("late files")
        .isEqualTo(window.until().plus(Duration.ofDays(1)));
  }

  @Test
  void a_clock_that_was_set_back_still_gives_a_window() {
    Window window = reach.next(HOUR, NOON.plus(HOUR), TODAY, NOON);

    assertThat(window.until()).isAfter(NOON.plus(HOUR));
  }

  @Test
  void a_catch_up_that_is_shorter_than_the_look_back_is_refused() {
    assertThatThrownBy(() -> new LookBackPolicy(Duration.ofHours(3), Duration.ofHours(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 500)
  void windows_leave_no_gap_and_what_they_see_again_is_remembered(
      @ForAll @LongRange(min = 1, max = 20L * 86_400) long pause,
      @ForAll @IntRange(min = 0, max = 96) int least,
      @ForAll boolean caughtUpToday) {
    Duration span = Duration.ofHours(least);
    Instant last = NOON.minusSeconds(pause);
    Window before = new Window(last.minus(HOUR), last, last);

    Window window = reach.next(span, last, caughtUpToday ? TODAY : TODAY.minusDays(1), NOON);

    assertThat(window.from()).isBeforeOrEqualTo(last.minus(Duration.ofHours(3)));
    assertThat(window.until()).isAfter(last).isBeforeOrEqualTo(NOON);
    assertThat(Duration.between(last, window.until())).isLessThanOrEqualTo(Duration.ofDays(1));
    assertThat(reach.remembered(span, before)).isBefore(window.from());
    assertThat(reach.remembered(span, window)).isBefore(window.from());
  }
}
