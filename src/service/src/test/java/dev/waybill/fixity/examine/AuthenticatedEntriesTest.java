package dev.waybill.fixity.examine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.fixity.TileRange;
import dev.waybill.log.LogPaths;
import dev.waybill.log.check.VerifiedLogReader;
import dev.waybill.log.check.WatchedLog;
import dev.waybill.record.log.InvalidLogException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AuthenticatedEntriesTest {
  private final WatchedLog log = WatchedLog.empty().grow(300, 300);
  private final AuthenticatedEntries entries = entries(Duration.ofDays(30));
  private int checkpoints;

  AuthenticatedEntriesTest() {
    log.store.before((operation, key) -> checkpoints += key.equals(LogPaths.CHECKPOINT) ? 1 : 0);
  }

  @Test
  void readsCheckpointOnceAMinute() {
    assertThat(entries.size()).isEqualTo(300);
    int first = checkpoints;
    log.grow(100, 100);
    int written = checkpoints;

    log.pass(Duration.ofSeconds(59));
    assertThat(entries.size()).isEqualTo(300);
    assertThat(checkpoints).isEqualTo(written);
    log.pass(Duration.ofSeconds(1));
    assertThat(entries.size()).isEqualTo(400);
    assertThat(first).isPositive();
  }

  @Test
  void knowsNewEntriesWithinATwentiethOfAShortPeriod() {
    AuthenticatedEntries often = entries(Duration.ofSeconds(40));
    assertThat(often.size()).isEqualTo(300);
    log.grow(100, 100);

    log.pass(Duration.ofSeconds(1));
    assertThat(often.size()).isEqualTo(300);
    log.pass(Duration.ofSeconds(1));
    assertThat(often.size()).isEqualTo(400);
  }

  private AuthenticatedEntries entries(Duration every) {
    return new AuthenticatedEntries(
        new VerifiedLogReader(log.store, log.check()), every, log.clock);
  }

  @Test
  void readsCheckpointForRangeBeyondKnownSize() {
    assertThat(entries.size()).isEqualTo(300);
    log.grow(100, 100);

    assertThat(entries.read(new TileRange(1, 144)))
        .hasSize(144)
        .startsWith(WatchedLog.entry(256))
        .endsWith(WatchedLog.entry(399));
    assertThat(entries.size()).isEqualTo(400);
  }

  @Test
  void knowsRangeThatWasJustAddedAndNoneBeyondTheLog() {
    assertThat(entries.size()).isEqualTo(300);
    log.grow(100, 100);

    assertThat(entries.has(new TileRange(1, 145))).isFalse();
    assertThat(entries.has(new TileRange(1, 144))).isTrue();
    int before = checkpoints;
    assertThat(entries.has(new TileRange(1, 100))).isTrue();
    assertThat(checkpoints).isEqualTo(before);
  }

  @Test
  void readsKnownRangeWithoutCheckpoint() {
    assertThat(entries.size()).isEqualTo(300);
    int before = checkpoints;

    assertThat(entries.read(new TileRange(0, 256))).hasSize(256);
    assertThat(checkpoints).isEqualTo(before);
  }

  @Test
  void rejectsRangeThatLogDoesNotHave() {
    assertThatThrownBy(() -> entries.read(new TileRange(7, 1)))
        .isInstanceOf(InvalidLogException.class);
  }
}
