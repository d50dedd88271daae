package dev.waybill.bench;

import dev.waybill.reconcile.ReconcilePolicy;
import dev.waybill.reconcile.ReconcileSources;
import dev.waybill.reconcile.Reconciler;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.row.CustodyBucket;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventEffect;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.record.log.EntryKind;
import dev.waybill.settings.RawSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Program that measures a reconciliation of generated rows: for each object a promoted copy that is
 * there, an entry of the log, the event of the copy, and for every fifth one that of the removal.
 * Run it with {@code -Xmx128m}; the arguments are the number of objects, the temporary folder and
 * the number of versions of each key.
 */
final class ReconcileScale {
  private static final Instant AS_OF = Instant.parse("2026-11-30T00:00:00Z");
  private static final Instant SEALED = AS_OF.minus(Duration.ofDays(30));
  private static final int REMOVALS = 5;
  private static final String ROLE = "arn:aws:iam::111122223333:role/waybill-service";

  /** An odd stride that no count of objects has as a factor scrambles the order. */
  private static final long STRIDE = 982_451_653L;

  private final long objects;

  private final long versionsPerKey;

  private ReconcileScale(long objects, long versionsPerKey) {
    this.objects = objects;
    this.versionsPerKey = versionsPerKey;
  }

  public static void main(String[] arguments) throws Exception {
    long objects = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
    Path within =
        Path.of(arguments.length > 1 ? arguments[1] : System.getProperty("java.io.tmpdir"));
    long versions = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    Path folder = Files.createTempDirectory(within, "scale");
    CpuTime cpu = new CpuTime(ProcessHandle.current());
    long begin = System.nanoTime();
    Reconciliation result = new ReconcileScale(objects, versions).run(folder);
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "objects=%d sums=%s counts=%s adds-up=%s problems=%s%n",
        objects, result.sums(), result.counts(), result.addsUp(), result.problems());
    System.out.printf(
        "seconds=%.1f cpu-seconds=%.1f peak-heap-mib=%d%n",
        seconds, cpu.seconds(), peakHeap() >> 20);
    Files.delete(folder);
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(it -> it.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(it -> it.getUsed())
        .sum();
  }

  private Reconciliation run(Path folder) throws InterruptedException {
    RawSettings raw = new RawSettings("raw", "incoming/", "processed/", "test/");
    ReconcileSources sources =
        new ReconcileSources(
            rows -> {
              for (long i = 0; i < objects; i++) {
                rows.accept(there(scrambled(i)));
              }
              return SourceReading.complete("there", AS_OF);
            },
            rows -> {
              for (long i = 0; i < objects; i++) {
                rows.accept(sealed(i));
              }
              return SourceReading.complete("sealed", AS_OF);
            },
            rows -> {
              for (long i = 0; i < objects; i++) {
                long object = scrambled(i);
                rows.accept(copied(object));
                if (object % REMOVALS == 0) {
                  rows.accept(removed(object));
                }
              }
              return SourceReading.complete("events", AS_OF).since(SEALED.plusSeconds(1));
            },
            null);
    return new Reconciler(new ReconcilePolicy(raw, List.of()), folder).run(sources);
  }

  private long scrambled(long i) {
    return i * STRIDE % objects;
  }

  private String key(String prefix, long version) {
    long object = version / versionsPerKey;
    return prefix + "2026/11/customer-" + object % 997 + "/document-" + object + ".pdf";
  }

  private static String version(char letter, long object) {
    return letter + String.format("%031x", object * 2_654_435_761L);
  }

  private ThereRow there(long object) {
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

  private SealedRow sealed(long object) {
    return new SealedRow(
        EntryKind.SEAL,
        key("incoming/", object),
        version('s', object),
        object % 100_000,
        String.format("%032x", object + 1),
        String.format("%064x", object),
        key("processed/", object),
        null,
        "records/" + String.format("%064x", object) + "/" + object + ".sigstore.json",
        SEALED,
        object);
  }

  private EventRow copied(long object) {
    return event(
        "CopyObject",
        EventEffect.CREATED,
        key("processed/", object),
        version('c', object),
        "raw/" + key("incoming/", object) + "?versionId=" + version('s', object));
  }

  private EventRow removed(long object) {
    return event(
        "DeleteObject", EventEffect.DELETED, key("incoming/", object), version('s', object), null);
  }

  private static EventRow event(
      String name, EventEffect effect, String key, String version, @Nullable String source) {
    return new EventRow(
        CustodyBucket.RAW,
        key,
        version,
        effect,
        name,
        SEALED.plusSeconds(2),
        EventActor.SERVICE,
        ROLE,
        null,
        "7A5C1D2E3F4B5A69",
        "10.0.0.1",
        source);
  }
}
