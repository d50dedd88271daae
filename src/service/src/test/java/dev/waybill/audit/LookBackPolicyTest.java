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

/** Windows of runs: look-back, catch-up and steps. */
final class LookBackPolicyTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-26");
  private static final Duration HOUR = Duration.ofHours(1);
  private final LookBackPolicy policy = new LookBackPolicy(Duration.ofHours(3), Duration.ofDays(3));

  @Test
  void firstRunCatchesUp() {
    Window window = policy.next(HOUR, null, null, NOON);

    assertThat(window).isEqualTo(new Window(NOON.minus(Duration.ofDays(3)), NOON, NOON));
  }

  @Test
  void runLooksBackBeforeTheEndOfTheLastOne() {
    Instant last = NOON.minus(HOUR);

    Window window = policy.next(HOUR, last, TODAY, NOON);

    assertThat(window).isEqualTo(new Window(last.minus(Duration.ofHours(3)), NOON, NOON));
  }

  @Test
  void firstRunOfADayCatchesUp() {
    Instant last = NOON.minus(HOUR);

    Window window = policy.next(HOUR, last, TODAY.minusDays(1), NOON);

    assertThat(window.from()).isEqualTo(last.minus(Duration.ofDays(3)));
  }

  @Test
  void auditWithALongWindowGetsAllOfIt() {
    Window window = policy.next(Duration.ofDays(30), NOON.minus(HOUR), TODAY, NOON);

    assertThat(window.from()).isEqualTo(NOON.minus(Duration.ofDays(30)));
  }

  @Test
  void afterAWeekOfDowntimeCatchesUpOneDayPerRun() {
    Instant last = NOON.minus(Duration.ofDays(7));

    Window window = policy.next(HOUR, last, TODAY, NOON);

    assertThat(window.until()).isEqualTo(last.plus(Duration.ofDays(1)));
    assertThat(window.filedUntil())
        .as("late files")
        .isEqualTo(window.until().plus(Duration.ofDays(1)));
  }

  @Test
  void returnsAWindowAfterTheClockWasSetBack() {
    Window window = policy.next(HOUR, NOON.plus(HOUR), TODAY, NOON);

    assertThat(window.until()).isAfter(NOON.plus(HOUR));
  }

  @Test
  void rejectsCatchUpShorterThanLookBack() {
    assertThatThrownBy(() -> new LookBackPolicy(Duration.ofHours(3), Duration.ofHours(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 500)
  void windowsLeaveNoGapAndOverlappingRowsAreRemembered(
      @ForAll @LongRange(min = 1, max = 20L * 86_400) long pause,
      @ForAll @IntRange(min = 0, max = 96) int minimum,
      @ForAll boolean caughtUpToday) {
    Duration span = Duration.ofHours(minimum);
    Instant last = NOON.minusSeconds(pause);
    Window before = new Window(last.minus(HOUR), last, last);

    Window window = policy.next(span, last, caughtUpToday ? TODAY : TODAY.minusDays(1), NOON);

    assertThat(window.from()).isBeforeOrEqualTo(last.minus(Duration.ofHours(3)));
    assertThat(window.until()).isAfter(last).isBeforeOrEqualTo(NOON);
    assertThat(Duration.between(last, window.until())).isLessThanOrEqualTo(Duration.ofDays(1));
    assertThat(policy.rememberedSince(span, before)).isBefore(window.from());
    assertThat(policy.rememberedSince(span, window)).isBefore(window.from());
  }
}
