package dev.waybill.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.reconcile.athena.ReconcileSql.Statement;
import dev.waybill.reconcile.row.CustodyBucket;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventEffect;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.record.log.EntryKind;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Benchmark of the summary by SQL on the local Athena: for each object a promoted copy that is
 * there, an entry, the event of the copy, and for every fifth one that of the removal. {@code
 * -Dbench.objects} sets the number of objects, and {@code -Dbench.minutes} the time limit of a
 * query. The local engine gives a query a quarter of the heap, or {@code
 * -Dwaybill.athena.query-memory-percent}. Asserts that the counts are those of the process, not the
 * speed.
 */
@ExtendWith(CloudExtension.class)
final class SqlVerdictsBench {
  private static final long OBJECTS = Long.getLong("bench.objects", 5_000);
  private static final int A_FILE = 20_000;
  private static final int REMOVALS = 5;
  private static final Instant SEALED = JoinedWorlds.AS_OF.minus(Duration.ofDays(30));
  private static final Instant SINCE = SEALED.plusSeconds(1);

  private final CloudUnderTest cloud;
  @TempDir Path folder;

  SqlVerdictsBench(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  private static String key(String prefix, long object) {
    return prefix + "2026/11/customer-" + object % 997 + "/document-" + object + ".pdf";
  }

  private static String version(char letter, long object) {
    return letter + String.format("%031x", object * 2_654_435_761L);
  }

  private static ThereRow there(long object) {
    return new ThereRow(
        key("processed/", object),
        version('c', object),
        false,
        true,
        object % 100_000,
        String.format("%032x", object),
        SEALED,
        null,
        null,
        null);
  }

  private static SealedRow sealed(long object) {
    return new SealedRow(
        EntryKind.SEAL,
        key("incoming/", object),
        version('s', object),
        object % 100_000,
        String.format("%032x", object + 1),
        String.format("%064x", object),
        key("processed/", object),
        null,
        "records/" + String.format("%064x", object) + ".sigstore.json",
        SEALED,
        object);
  }

  private static ThereRow record(long object) {
    return new ThereRow(
        sealed(object).recordKey(), "r", false, true, 9, null, SEALED, null, null, null);
  }

  /** Returns an event: first the removals, then the copies. */
  private static EventRow event(long number) {
    long removals = OBJECTS / REMOVALS;
    boolean isCopy = number >= removals;
    long object = isCopy ? number - removals : number * REMOVALS;
    return new EventRow(
        CustodyBucket.RAW,
        key(isCopy ? "processed/" : "incoming/", object),
        version(isCopy ? 'c' : 's', object),
        isCopy ? EventEffect.CREATED : EventEffect.DELETED,
        isCopy ? "CopyObject" : "DeleteObject",
        SEALED.plusSeconds(2),
        EventActor.SERVICE,
        ReconcileWorld.SERVICE,
        null,
        "request-" + number,
        "10.0.0.1",
        isCopy
            ? SqlCloud.RAW + "/" + key("incoming/", object) + "?versionId=" + version('s', object)
            : null);
  }

  private static <T> List<T> chunk(long from, long to, LongFunction<T> row) {
    List<T> rows = new ArrayList<>();
    for (long at = from; at < to; at++) {
      rows.add(row.apply(at));
    }
    return rows;
  }

  private static void write(SqlCloud sql) {
    int number = 0;
    for (long from = 0; from < OBJECTS; from += A_FILE) {
      long to = Math.min(OBJECTS, from + A_FILE);
      sql.files.listing(SqlCloud.RUN, "raw", number, chunk(from, to, SqlVerdictsBench::there));
      sql.files.listing(SqlCloud.RUN, "records", number, chunk(from, to, SqlVerdictsBench::record));
      sql.files.entries(
          "log/table/" + number + ".ndjson.gz", chunk(from, to, SqlVerdictsBench::sealed));
      number++;
    }
    long events = OBJECTS + OBJECTS / REMOVALS;
    for (long from = 0; from < events; from += A_FILE) {
      sql.deliver(
          "file" + from, chunk(from, Math.min(events, from + A_FILE), SqlVerdictsBench::event));
    }
    sql.files.sources(SqlCloud.RUN, JoinedWorlds.AS_OF, OBJECTS, OBJECTS, OBJECTS);
  }

  private Map<String, Long> inProcess() throws InterruptedException {
    ReconcileSources sources =
        new ReconcileSources(
            rows -> {
              chunks(SqlVerdictsBench::there, OBJECTS, rows);
              return SourceReading.complete("there", JoinedWorlds.AS_OF);
            },
            rows -> {
              chunks(SqlVerdictsBench::sealed, OBJECTS, rows);
              return SourceReading.complete("sealed", JoinedWorlds.AS_OF);
            },
            rows -> {
              chunks(SqlVerdictsBench::event, OBJECTS + OBJECTS / REMOVALS, rows);
              return SourceReading.complete("events", JoinedWorlds.AS_OF).since(SINCE);
            },
            null);
    Map<String, Long> counts = new TreeMap<>();
    new Reconciler(SqlCloud.POLICY, folder)
        .run(sources)
        .counts()
        .forEach(
            (verdict, count) -> {
              if (count > 0) {
                counts.put(verdict.label(), count);
              }
            });
    return counts;
  }

  private static <T> void chunks(LongFunction<T> row, long count, Consumer<T> rows) {
    for (long at = 0; at < count; at++) {
      rows.accept(row.apply(at));
    }
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(it -> it.getType() == MemoryType.HEAP)
        .mapToLong(it -> it.getPeakUsage().getUsed())
        .sum();
  }

  @Test
  void countsAsTheProcessDoes() throws InterruptedException {
    SqlCloud sql = new SqlCloud(cloud);
    write(sql);
    Map<String, Long> counts = new TreeMap<>();
    long began = System.nanoTime();
    sql.ask(
        Statement.SUMMARY,
        SINCE,
        row -> counts.put(row.get("verdict"), Long.parseLong(row.getOrDefault("versions", "0"))));
    System.out.printf(
        "objects=%,d events=%,d counts=%s seconds=%.1f peak-heap-mib=%d%n",
        OBJECTS,
        OBJECTS + OBJECTS / REMOVALS,
        counts,
        (System.nanoTime() - began) / 1e9,
        peakHeap() >> 20);
    assertThat(counts).isEqualTo(inProcess());
  }
}
