package dev.waybill.audit.logfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.audit.UnansweredQueryException;
import dev.waybill.audit.Window;
import dev.waybill.audit.run.InspectedLogs.MendedFile;
import dev.waybill.baseline.schema.SchemaScript;
import dev.waybill.baseline.schema.ViewScript;
import dev.waybill.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Inspections: findings, files left out of statements, and files to judge again. */
final class LogFileInspectionTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:30:00Z");
  private static final Window DAY = new Window(NOON.minusSeconds(3600), NOON, NOON);
  private static final LogPartitions PARTITIONS =
      new LogPartitions(
          "logs",
          "AWSLogs/${account}/CloudTrail/${region}/${day}",
          List.of("111122223333"),
          List.of("us-east-1"));
  private static final SchemaScript VIEW =
      new ViewScript("events", Map.of(), "SELECT * FROM cloudtrail_logs");
  private static final byte[] GOOD = DamagedLogFiles.mended("x");
  private static final byte[] TEXT = "no gzip".getBytes(StandardCharsets.UTF_8);

  private final ManualClock clock = new ManualClock(NOON);
  private final InMemoryLogBucket bucket = new InMemoryLogBucket(clock);
  private final InMemoryStore store = new InMemoryStore();
  private final List<Report> reports = new ArrayList<>();
  private final LogFileInspection files = inspection();

  private LogFileInspection inspection() {
    return new LogFileInspection(
        PARTITIONS,
        bucket,
        store,
        new LogFileReader(LogFileReaderTest.columns()),
        new ReadableLogsSql("audits", List.of(VIEW)),
        LogEvidence.NONE,
        Duration.ofDays(3),
        reports::add,
        clock);
  }

  /** Store that keeps the bytes, so that every state passes through its stored format. */
  private static final class InMemoryStore implements LogFilesStore {
    private byte @Nullable [] bytes;
    private int version;
    private boolean broken;

    @Override
    public Versioned find() {
      if (broken) {
        throw new IllegalStateException("503");
      }
      return bytes == null
          ? new Versioned(LogFilesState.initial(), null)
          : new Versioned(LogFilesJson.read(bytes), Integer.toString(version));
    }

    @Override
    public Optional<Versioned> keep(LogFilesState state, @Nullable String last) {
      if (!Integer.toString(version).equals(last == null ? "0" : last)) {
        return Optional.empty();
      }
      bytes = LogFilesJson.of(state);
      version++;
      return Optional.of(new Versioned(state, Integer.toString(version)));
    }
  }

  private void inspectLater() {
    clock.advance(Duration.ofMinutes(2));
    files.inspect();
  }

  private String sql() {
    return files.readable("SELECT * FROM events", DAY);
  }

  @Test
  void leavesStatementAsItIsWhenEveryFileIsReadable() {
    bucket.put("2026/03/10", "a.json.gz", GOOD);

    files.inspect();

    assertThat(sql()).isEqualTo("SELECT * FROM events");
    assertThat(reports).isEmpty();
    assertThat(bucket.copies()).isEmpty();
  }

  @Test
  void readsEachVersionOnce() {
    bucket.put("2026/03/10", "a.json.gz", GOOD);
    bucket.put("2026/03/10", "b.json.gz", TEXT);
    files.inspect();
    inspectLater();
    inspection().inspect();

    assertThat(bucket.reads()).isEqualTo(2);
    assertThat(reports).hasSize(1);
  }

  @Test
  void leavesOutDamagedFileAndReadsItsCopy() {
    bucket.put("2026/03/10", "it's.json.gz", TEXT);
    bucket.put("2026/03/10", "b.json.gz", DamagedLogFiles.join(GOOD, TEXT));

    files.inspect();

    assertThat(sql())
        .startsWith("WITH cloudtrail_logs AS (")
        .contains("\"audits\".\"cloudtrail_logs\" WHERE \"$path\" NOT IN (")
        .contains("/it''s.json.gz'")
        .contains("\"cloudtrail_logs_readable\" WHERE \"$path\" IN ('s3://results/")
        .contains("events AS (")
        .endsWith("SELECT * FROM (\nSELECT * FROM events\n)");
    assertThat(bucket.copies()).hasSize(1);
    assertThat(reports)
        .map(it -> ((Finding) it).severity())
        .containsExactly(Severity.MEDIUM, Severity.HIGH);
  }

  @Test
  void namesFilesWithRecordsThatNoStatementReads() {
    bucket.put("2026/03/10", "whole.json.gz", DamagedLogFiles.join(GOOD, GOOD));
    files.inspect();
    assertThat(files.unread(DAY)).isEmpty();

    bucket.put("2026/03/10", "lost.json.gz", Arrays.copyOf(GOOD, GOOD.length / 2));
    bucket.put("2026/03/10", "empty.json.gz", new byte[0]);
    inspectLater();

    assertThat(files.unread(DAY))
        .get()
        .asString()
        .startsWith("2 damaged log files hold records that cannot be read, such as s3://logs/")
        .endsWith("see the findings log-file-damaged");
    Instant before = NOON.minus(Duration.ofDays(1));
    assertThat(files.unread(new Window(before.minusSeconds(60), before, before))).isEmpty();

    bucket.put("2026/03/10", "lost.json.gz", GOOD);
    bucket.put("2026/03/10", "empty.json.gz", GOOD);
    inspectLater();
    assertThat(files.unread(DAY)).isEmpty();
  }

  @Test
  void namesResultThatCannotBeRecalled() {
    store.broken = true;
    files.recall();
    assertThat(files.unread(DAY)).get().asString().endsWith("cannot be read: 503");

    store.broken = false;
    files.recall();
    assertThat(files.unread(DAY)).isEmpty();
  }

  @Test
  void leavesStatementOverOtherDaysAsItIs() {
    bucket.put("2026/03/10", "b.json.gz", TEXT);
    files.inspect();
    Instant before = NOON.minus(Duration.ofDays(1));

    assertThat(files.readable("SELECT 1", new Window(before.minusSeconds(60), before, before)))
        .isEqualTo("SELECT 1");
  }

  @Test
  void rejectsStatementWithMoreDamagedFilesThanItCanLeaveOut() {
    for (int i = 0; i <= ReadableLogsSql.MAX_FILES; i++) {
      bucket.put("2026/03/10", i + ".json.gz", TEXT);
    }
    files.inspect();

    assertThatThrownBy(this::sql)
        .isInstanceOf(UnansweredQueryException.class)
        .hasMessageContaining("51 log files");
    assertThat(reports).hasSize(51);
  }

  @Test
  void endsFindingOfMendedFileAndHasItsSpanJudgedAgain() {
    bucket.put("2026/03/10", "b.json.gz", TEXT);
    files.inspect();
    assertThat(files.unreadSince(NOON)).isEqualTo("2026-03-09T21:00:00Z");
    assertThat(files.mendedAfter(NOON)).isEmpty();
    reports.clear();

    bucket.put("2026/03/10", "b.json.gz", GOOD);
    inspectLater();

    assertThat(reports).singleElement().isInstanceOf(FindingEnd.class);
    assertThat(sql()).isEqualTo("SELECT * FROM events");
    MendedFile mended = files.mendedAfter(NOON).orElseThrow();
    assertThat(mended.window().from()).isEqualTo("2026-03-09T21:00:00Z");
    assertThat(mended.window().until()).isEqualTo("2026-03-10T12:00:00.001Z");
    assertThat(mended.window().lastDay()).isEqualTo("2026/03/10");
    assertThat(files.mendedAfter(mended.at())).isEmpty();
    assertThat(files.unreadSince(NOON)).isEqualTo("2026-03-09T21:00:00Z");
  }

  @Test
  void findsFileMendedThatIsOlderThanWhatIsInspected() {
    bucket.put("2026/03/10", "b.json.gz", TEXT);
    files.inspect();
    reports.clear();
    clock.advance(Duration.ofDays(30));
    files.inspect();
    assertThat(reports).isEmpty();

    bucket.put("2026/03/10", "b.json.gz", GOOD);
    inspectLater();

    assertThat(reports).singleElement().isInstanceOf(FindingEnd.class);
    assertThat(files.mendedAfter(NOON)).isPresent();
  }

  @Test
  void tellsAgainWhatOtherBytesAreDamagedAndHasThemJudged() {
    bucket.put("2026/03/10", "b.json.gz", TEXT);
    files.inspect();
    bucket.put("2026/03/10", "b.json.gz", DamagedLogFiles.join(GOOD, TEXT));
    inspectLater();

    assertThat(reports)
        .map(it -> ((Finding) it).message())
        .satisfiesExactly(
            first -> assertThat(first).contains("0 of its records are judged"),
            second -> assertThat(second).contains("3 of its records are judged from a copy"));
    assertThat(reports.get(0).uid()).isEqualTo(reports.get(1).uid());
    assertThat(files.mendedAfter(NOON)).isPresent();
  }

  @Test
  void keepsFindingOfDamagedFileThatIsDeleted() {
    bucket.put("2026/03/10", "b.json.gz", TEXT);
    files.inspect();
    bucket.delete("2026/03/10", "b.json.gz");
    inspectLater();

    assertThat(reports).hasSize(1);
    assertThat(files.mendedAfter(NOON)).isEmpty();
  }

  @Test
  void tellsDeniedFileOnceAndReadsItWhenS3AllowsIt() {
    bucket.put("2026/03/10", "b.json.gz", GOOD);
    bucket.deny(true);
    files.inspect();
    inspectLater();
    assertThat(reports)
        .singleElement()
        .satisfies(it -> assertThat(((Finding) it).message()).contains("S3 denies reading it"));

    bucket.deny(false);
    inspectLater();

    assertThat(reports).last().isInstanceOf(FindingEnd.class);
  }

  @Test
  void readsFileAgainThatS3DidNotGive() {
    bucket.put("2026/03/10", "b.json.gz", TEXT);
    bucket.fail(true);
    files.inspect();
    assertThat(reports).isEmpty();

    bucket.fail(false);
    inspectLater();

    assertThat(reports).hasSize(1);
  }

  @Test
  void reportsAgainWhatCouldNotBeReported() {
    bucket.put("2026/03/10", "b.json.gz", TEXT);
    LogFileInspection broken =
        new LogFileInspection(
            PARTITIONS,
            bucket,
            store,
            new LogFileReader(LogFileReaderTest.columns()),
            new ReadableLogsSql("audits", List.of(VIEW)),
            LogEvidence.NONE,
            Duration.ofDays(3),
            it -> {
              throw new IllegalStateException("the routes are not running yet");
            },
            clock);
    broken.inspect();
    assertThat(broken.readable("SELECT * FROM events", DAY)).contains("NOT IN");

    inspectLater();

    assertThat(reports).hasSize(1);
  }

  @Test
  void inspectsEarlierDaysAgainAfterFailedQuery() {
    bucket.put("2026/03/08", "old.json.gz", GOOD);
    files.inspect();
    bucket.put("2026/03/08", "old.json.gz", TEXT);
    inspectLater();
    assertThat(reports).isEmpty();

    files.queryFailed();
    inspectLater();

    assertThat(reports).hasSize(1);
  }

  @Test
  void inspectsWindowOfLongAgoAndTellsItsFilesOnce() {
    bucket.put("2026/03/10", "b.json.gz", TEXT);
    clock.advance(Duration.ofDays(30));
    files.inspect();
    assertThat(reports).isEmpty();

    files.inspect(DAY);
    clock.advance(Duration.ofDays(1));
    files.inspect(DAY);

    assertThat(reports).hasSize(1);
    assertThat(bucket.reads()).isEqualTo(1);
    assertThat(sql()).contains("NOT IN");
  }

  @Test
  void recallsWhatAnotherReplicaInspected() {
    bucket.put("2026/03/10", "b.json.gz", TEXT);
    files.inspect();
    LogFileInspection other = inspection();

    other.recall();

    assertThat(other.readable("SELECT * FROM events", DAY)).isEqualTo(sql());
    assertThat(bucket.reads()).isEqualTo(1);
  }
}
