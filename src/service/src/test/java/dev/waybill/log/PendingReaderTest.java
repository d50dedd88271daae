package dev.waybill.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingReaderTest {
  private static final Instant START = Instant.parse("2026-11-29T12:05:00Z");

  private final InMemoryLogStore store = new InMemoryLogStore();
  private Instant now = START;
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };
  private final PendingReader reader =
      new PendingReader(store, new RecentBatches(), LogWriterListener.NONE, clock);

  private String put(Instant at, int entry) {
    String folder = new PendingFolder("replica", Clock.fixed(at, ZoneOffset.UTC)).name();
    String key = LogPaths.pending(folder, entry);
    store.put(key, LogFixtures.batch(LogFixtures.entries(entry, entry + 1)));
    return key;
  }

  private List<String> read() {
    return reader.read().batches().stream().map(PendingBatch::key).toList();
  }

  @Test
  void takesOldBatchesWithItsFirstListing() {
    String old = put(START.minus(Duration.ofDays(3)), 0);
    String recent = put(START, 1);

    assertThat(read()).containsExactly(old, recent);
  }

  @Test
  void listsWhatCameBeforeTheLastTwentyMinutesEveryFiveMinutesOnly() {
    assertThat(read()).isEmpty();
    String late = put(START.minus(Duration.ofHours(1)), 0);
    String recent = put(START.minus(Duration.ofMinutes(19)), 1);

    assertThat(read()).containsExactly(recent);
    now = START.plus(Duration.ofMinutes(5));
    assertThat(read()).containsExactly(late, recent);
  }

  @Test
  void takesBatchesWhoseClockIsAhead() {
    assertThat(read()).isEmpty();
    String ahead = put(START.plus(Duration.ofHours(2)), 0);

    assertThat(read()).containsExactly(ahead);
  }

  @Test
  void findsRecentBatchesAcrossTheHourAndTheDay() {
    now = Instant.parse("2026-12-01T00:01:00Z");
    assertThat(read()).isEmpty();
    String yesterday = put(Instant.parse("2026-11-30T23:45:00Z"), 0);

    assertThat(read()).containsExactly(yesterday);
  }
}
