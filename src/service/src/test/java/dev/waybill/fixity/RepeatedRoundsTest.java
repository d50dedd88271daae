package dev.waybill.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RepeatedRoundsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private final RepeatedRounds rounds = new RepeatedRounds();

  @Test
  void firstAndDifferentOutcomesAreNews() {
    assertThat(rounds.isNews(0, NOW)).isTrue();
    assertThat(rounds.isNews(1, NOW)).isTrue();
    assertThat(rounds.isNews(0, NOW)).isTrue();
  }

  @Test
  void sameOutcomeIsNewsOnceAnHour() {
    assertThat(rounds.isNews(0, NOW)).isTrue();
    assertThat(rounds.isNews(0, NOW.plus(Duration.ofMinutes(59)))).isFalse();
    assertThat(rounds.isNews(0, NOW.plus(Duration.ofHours(1)))).isTrue();
    assertThat(rounds.isNews(0, NOW.plus(Duration.ofMinutes(119)))).isFalse();
  }
}
