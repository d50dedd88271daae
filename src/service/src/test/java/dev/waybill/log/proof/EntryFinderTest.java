package dev.waybill.log.proof;

import static dev.waybill.log.SampleLog.START;
import static dev.waybill.log.SampleLog.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.SampleLog;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.object.Sha256;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

final class EntryFinderTest {
  private final SampleLog log = new SampleLog();
  private final List<Long> progress = new ArrayList<>();

  static WantedEntry wanted(LogEntry entry) {
    return new WantedEntry(
        entry.recordKey(), entry.recordSha256(), entry.version(), entry.sha256(), entry.sealedAt());
  }

  private EntrySearch find(WantedEntry wanted) {
    return find(wanted, Long.MAX_VALUE);
  }

  private EntrySearch find(WantedEntry wanted, long limit) {
    log.reads = 0;
    progress.clear();
    return new EntryFinder(log, log.size(), limit, progress::add).find(wanted);
  }

  private static long index(EntrySearch search) {
    return search.entry().orElseThrow().index();
  }

  @Test
  void findsSealedEntryByFewReadsInLargeLog() {
    log.appendSeals(256 * 300 + 17, START, 100);

    for (int at : new int[] {0, 255, 256, 40_000, 76_799, 76_800, 76_816}) {
      EntrySearch search = find(wanted(log.entries.get(at)));

      assertThat(index(search)).isEqualTo(at);
      assertThat(search.isComplete()).isTrue();
      assertThat(log.reads).isLessThan(15);
    }
    assertThat(progress).isNotEmpty().isSorted();
  }

  @Test
  void findsEntryThatWasAddedMinutesLate() {
    log.appendSeals(20_000, START, 10);
    LogEntry late = entry(EntryKind.SEAL, "late", START.plus(Duration.ofMinutes(5)));
    long index = log.append(late);
    log.appendSeals(20_000, START.plusSeconds(2000), 10);

    EntrySearch search = find(wanted(late));

    assertThat(index(search)).isEqualTo(index);
    assertThat(search.isComplete()).isTrue();
  }

  @Test
  void findsBackfilledEntryWithoutReadingTheNewerPart() {
    log.appendSeals(2560, START, 1);
    log.appendSeals(2560, START.plus(Duration.ofHours(20)), 1);
    LogEntry missed = entry(EntryKind.BACKFILL, "missed", START.plusSeconds(600));
    long index = log.append(missed);
    log.appendSeals(256 * 200, START.plus(Duration.ofDays(30)), 1);

    assertThat(index(find(wanted(missed)))).isEqualTo(index);
    assertThat(log.reads).isLessThan(50);
  }

  @Test
  void findsEntryOfOldRecordInPartThatHasBackfilledEntriesOnly() {
    for (int at = 0; at < 5000; at++) {
      var unused =
          log.append(entry(EntryKind.BACKFILL, "old" + at, START.minus(Duration.ofDays(at))));
    }
    log.appendSeals(5000, START, 1);

    assertThat(index(find(wanted(log.entries.get(0))))).isZero();
    assertThat(index(find(wanted(log.entries.get(4999))))).isEqualTo(4999);
    assertThat(index(find(wanted(log.entries.get(5000))))).isEqualTo(5000);
    assertThat(index(find(wanted(log.entries.get(9999))))).isEqualTo(9999);
  }

  @Test
  void returnsOneOfTwoEntriesOfTheSameRecord() {
    log.appendSeals(1000, START, 10);
    LogEntry doubled = log.entries.get(400);
    long again = log.append(doubled);

    assertThat(index(find(wanted(doubled)))).isIn(400L, again);
  }

  @Test
  void prefersEntryThatAgreesWithTheRecord() {
    log.appendSeals(1000, START, 10);
    LogEntry honest = log.entries.get(600);
    WantedEntry other =
        new WantedEntry(
            honest.recordKey(),
            Sha256.hash("another record object"),
            honest.version(),
            honest.sha256(),
            honest.sealedAt());
    assertThat(index(find(other))).isEqualTo(600);
    assertThat(other.problem(honest).orElseThrow()).startsWith("the log has the record with");

    long index =
        log.append(
            new LogEntry(
                EntryKind.SEAL,
                honest.recordKey(),
                other.recordSha256(),
                honest.version(),
                honest.size(),
                null,
                honest.sha256(),
                null,
                honest.sealedAt()));

    assertThat(index(find(other))).isEqualTo(index);
    assertThat(index(find(wanted(honest)))).isEqualTo(600);
  }

  @Test
  void readsTheWholeLogBeforeItReturnsNothing() {
    log.appendSeals(256 * 20, START, 10);

    EntrySearch search = find(wanted(entry(EntryKind.SEAL, "absent", START.plusSeconds(100))));

    assertThat(search.entry()).isEmpty();
    assertThat(search.isComplete()).isTrue();
    assertThat(search.bundlesRead()).isEqualTo(20).isEqualTo(log.reads);
  }

  @Test
  void stopsAtTheLimitAndSaysThatTheSearchIsNotComplete() {
    log.appendSeals(256 * 20, START, 10);

    EntrySearch search = find(wanted(entry(EntryKind.SEAL, "absent", START.plusSeconds(100))), 7);

    assertThat(search.entry()).isEmpty();
    assertThat(search.isComplete()).isFalse();
    assertThat(log.reads).isEqualTo(7);
  }

  @Test
  void countsMissingAndDamagedBundlesAndIsNotComplete() {
    log.appendSeals(256 * 20, START, 10);
    log.tiles.remove(new TileAddress(TileAddress.ENTRIES, 3, 256));
    log.tiles.put(new TileAddress(TileAddress.ENTRIES, 12, 256), new byte[] {9});

    EntrySearch search = find(wanted(entry(EntryKind.SEAL, "absent", START.plusSeconds(100))));

    assertThat(search.unreadable()).isEqualTo(2);
    assertThat(search.isComplete()).isFalse();
    assertThat(index(find(wanted(log.entries.get(4000))))).isEqualTo(4000);
  }

  @Test
  void returnsNothingFromEmptyLog() {
    EntrySearch search = find(wanted(entry(EntryKind.SEAL, "absent", START)));

    assertThat(search.entry()).isEmpty();
    assertThat(search.isComplete()).isTrue();
  }

  @Test
  void ignoresEntriesBeyondTheSizeOfTheTree() {
    log.appendSeals(300, START, 10);

    EntrySearch search =
        new EntryFinder(log, 299, Long.MAX_VALUE, read -> {}).find(wanted(log.entries.get(299)));

    assertThat(search.entry()).isEmpty();
  }

  @Tag("heavy")
  @Property(tries = 30)
  void findsEachEntryOfLogInAnyOrder(@ForAll long seed) {
    SampleLog shuffled = new SampleLog();
    Random random = new Random(seed);
    int count = 1 + random.nextInt(3000);
    for (int at = 0; at < count; at++) {
      EntryKind kind = random.nextInt(4) == 0 ? EntryKind.BACKFILL : EntryKind.SEAL;
      var unused =
          shuffled.append(entry(kind, "o" + at, START.plusSeconds(random.nextInt(1_000_000))));
    }
    for (int tries = 0; tries < 20; tries++) {
      int at = random.nextInt(count);
      EntrySearch search =
          new EntryFinder(shuffled, count, Long.MAX_VALUE, read -> {})
              .find(wanted(shuffled.entries.get(at)));
      assertThat(index(search)).isEqualTo(at);
    }
  }
}
