package dev.waybill.reconcile.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.audit.run.FixedLogs;
import dev.waybill.audit.run.InspectedLogs;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.SampleLog;
import dev.waybill.reconcile.ReconcilePolicy;
import dev.waybill.reconcile.ReconcileSources;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.athena.SqlReconciler.Prepared;
import dev.waybill.reconcile.athena.SqlReconciler.SqlLog;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.reconcile.row.ThereSource;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.RawSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Files of a run, and the order in which they are written and asked. */
final class SqlReconcilerTest {
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
  private static final int TABLE = 65_536;

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final List<String> asked = new ArrayList<>();
  private InspectedLogs logFiles = InspectedLogs.ALL_READABLE;
  private long size = 300;
  private ThereSource there = listing("a\n\"");
  private ThereSource records = listing("records/a");

  private static ThereSource listing(String... keys) {
    return rows -> {
      for (String key : keys) {
        rows.accept(new ThereRow(key, "null", false, true, 5, "tag", NOW, null, null, null));
      }
      return SourceReading.complete("listing", NOW);
    };
  }

  private final class Log implements LoggedEntries {
    @Override
    public long size() {
      return size;
    }

    @Override
    public List<LogEntry> read(TileRange range) {
      return LongStream.range(range.from(), range.from() + range.width())
          .mapToObj(it -> SampleLog.entry(EntryKind.SEAL, "o" + it, NOW))
          .toList();
    }
  }

  private SqlReconciler reconciler() {
    return new SqlReconciler(
        ReconcileSql.read(Path.of("").toAbsolutePath()),
        new ReconcilePolicy(new RawSettings("raw", "incoming/", "processed/", "test/"), List.of()),
        Map.of(
            "raw.bucket", "raw",
            "incoming", "incoming/",
            "processed", "processed/",
            "test", "test/",
            "provenance.bucket", "prov",
            "account", "111122223333",
            "service.role", "waybill"),
        store,
        logFiles,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Prepared prepare(@Nullable SqlInventory inventory) throws InterruptedException {
    return reconciler()
        .prepare(
            new ReconcileSources(
                there,
                rows -> SourceReading.complete("unused", NOW),
                rows -> SourceReading.complete("unused", NOW),
                records),
            new SqlLog(new Log(), () -> NOW),
            inventory,
            Duration.ofDays(1));
  }

  private Reconciliation judge(Prepared prepared, String... problems) throws InterruptedException {
    return reconciler()
        .judge(
            prepared,
            (sql, rows) -> {
              asked.add(sql);
              if (asked.size() == 1) {
                List.of("raw", "records", "entries", "events")
                    .forEach(it -> rows.accept(Map.of("source", it)));
                List.of(problems)
                    .forEach(it -> rows.accept(Map.of("source", "raw", "problem", it)));
              }
              return 1;
            });
  }

  private List<String> lines(String prefix) {
    return store.keys().stream()
        .filter(it -> it.startsWith(prefix))
        .flatMap(it -> text(store.find(it).orElseThrow().content()).lines())
        .toList();
  }

  private static String text(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void writesListingsEntriesAndTheirNumbers() throws InterruptedException {
    Prepared prepared = prepare(null);

    String run = prepared.run().run();
    assertThat(prepared.problems()).isEmpty();
    assertThat(prepared.run().objectsRun()).isEqualTo(run);
    assertThat(lines("reconcile/objects/" + run + "/raw/"))
        .singleElement()
        .asString()
        .contains("\"key\":\"a\\n\\\"\"", "\"last_modified\":\"2026-11-30 00:00:00.000\"");
    assertThat(lines("reconcile/objects/" + run + "/records/"))
        .singleElement()
        .asString()
        .contains("\"bucket\":\"prov\"");
    assertThat(lines("reconcile/entries/" + run + "/")).hasSize(300);
    assertThat(lines("reconcile/entries/" + run + "/").get(299))
        .startsWith("{\"index\":299,\"bucket\":");
    assertThat(lines("reconcile/sources/" + run + "/"))
        .containsExactlyInAnyOrder(
            "{\"source\":\"raw\",\"as_of\":\"2026-11-30 00:00:00.000\",\"row_count\":1}",
            "{\"source\":\"records\",\"as_of\":\"2026-11-30 00:00:00.000\",\"row_count\":1}",
            "{\"source\":\"entries\",\"as_of\":\"2026-11-30 00:00:00.000\",\"row_count\":300}");
  }

  @Test
  void writesOnlyEntriesAfterTheTablesWithoutAGap() throws InterruptedException {
    size = 2 * TABLE + 10;
    String unused = store.put(LogPaths.table(0), new byte[] {1});
    String later = store.put(LogPaths.table(2), new byte[] {1});
    assertThat(later).isNotEmpty();

    List<String> lines = lines("reconcile/entries/" + prepare(null).run().run() + "/");

    assertThat(lines).hasSize(TABLE + 10);
    assertThat(lines.get(0)).startsWith("{\"index\":65536,");
  }

  @Test
  void asksForTheSummaryWhenEverySourceIsComplete() throws InterruptedException {
    Prepared prepared = prepare(null);

    Reconciliation result = judge(prepared);

    assertThat(result.problems()).isEmpty();
    assertThat(result.sources()).hasSize(4);
    assertThat(asked).hasSize(2);
    assertThat(asked.get(1)).contains("max_by").contains(prepared.run().run());
  }

  @Test
  void asksForNoVerdictWhenAthenaFindsAProblem() throws InterruptedException {
    Reconciliation result = judge(prepare(null), "it has 1 rows, and the run states 2");

    assertThat(asked).hasSize(1);
    assertThat(result.isComplete()).isFalse();
    assertThat(result.problems()).singleElement().asString().contains("it has 1 rows");
  }

  @Test
  void asksNothingWhenAListingBreaksOff() throws InterruptedException {
    there = rows -> SourceReading.incomplete("listing", NOW, "503");

    Prepared prepared = prepare(null);

    assertThat(prepared.problems()).containsExactly("listing: incomplete: 503");
    assertThat(lines("reconcile/sources/")).isEmpty();
    assertThat(judge(prepared).problems()).containsExactly("listing: incomplete: 503");
    assertThat(asked).isEmpty();
  }

  @Test
  void asksNothingWhenDamagedLogFilesHoldRecords() throws InterruptedException {
    logFiles = new FixedLogs("1 damaged log files hold records that cannot be read");

    assertThat(judge(prepare(null)).problems())
        .containsExactly(
            "CloudTrail's events of raw: incomplete: 1 damaged log files hold records that cannot"
                + " be read");
    assertThat(asked).isEmpty();
  }

  @Test
  void readsCopiesOfDamagedLogFiles() throws InterruptedException {
    logFiles = new FixedLogs(null);

    assertThat(judge(prepare(null)).problems()).isEmpty();
    assertThat(asked).hasSize(2).allMatch(it -> it.startsWith("WITH copies"));
  }

  @Test
  void asksNothingWithoutALog() throws InterruptedException {
    size = 0;

    assertThat(judge(prepare(null)).problems())
        .containsExactly("log of records: incomplete: the bucket has no log");
    assertThat(asked).isEmpty();
  }

  @Test
  void readsInventoryInsteadOfAListing() throws InterruptedException {
    there =
        rows -> {
          throw new AssertionError("nothing is listed");
        };

    Prepared prepared = prepare(SqlInventory.of("2026-11-29-01-00", NOW));

    assertThat(prepared.run().objectsRun()).isEqualTo("2026-11-29-01-00");
    assertThat(lines("reconcile/sources/"))
        .contains("{\"source\":\"raw\",\"as_of\":\"2026-11-29 01:00:00.000\",\"row_count\":null}");
    assertThat(judge(prepared).asOf()).isEqualTo(Instant.parse("2026-11-29T01:00:00Z"));
    assertThat(asked.get(0)).contains("run = '2026-11-29-01-00' AND source = 'raw'");
  }

  @Test
  void liveInventoryIsAsOfAnHourAgo() {
    assertThat(SqlInventory.of("live", NOW).asOf()).isEqualTo(NOW.minus(Duration.ofHours(1)));
  }
}
