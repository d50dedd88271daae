package dev.waybill.reconcile.athena;

import dev.waybill.audit.Window;
import dev.waybill.audit.run.InspectedLogs;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.log.LogStore;
import dev.waybill.reconcile.ReconcilePolicy;
import dev.waybill.reconcile.ReconcileSources;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.athena.ReconcileSql.SqlRun;
import dev.waybill.reconcile.athena.ReconcileSql.Statement;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.source.TrailAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reconciliation by SQL: the listings and the newest entries of the log are written for Athena,
 * which joins and judges.
 */
public final class SqlReconciler {
  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final ReconcileSql sql;
  private final ReconcilePolicy policy;
  private final Map<String, String> deployment;
  private final LogStore store;
  private final InspectedLogs logFiles;
  private final Clock clock;

  /**
   * Log of records as a source.
   *
   * @param entries its entries
   * @param published returns the time of its newest checkpoint
   */
  public record SqlLog(LoggedEntries entries, Supplier<Instant> published) {}

  /**
   * Run whose files are written.
   *
   * @param run its names and its span of events
   * @param readings what was read
   */
  public record Prepared(SqlRun run, List<SourceReading> readings) {
    public Prepared {
      readings = List.copyOf(readings);
    }

    /** Returns the reasons why it cannot be judged. */
    public List<String> problems() {
      return readings.stream().flatMap(it -> it.problem().stream()).toList();
    }
  }

  /**
   * @param deployment the values of the deployment that the statements name
   * @param store the provenance bucket
   * @param logFiles log files that the statements read
   */
  public SqlReconciler(
      ReconcileSql sql,
      ReconcilePolicy policy,
      Map<String, String> deployment,
      LogStore store,
      InspectedLogs logFiles,
      Clock clock) {
    this.sql = sql;
    this.policy = policy;
    this.deployment = Map.copyOf(deployment);
    this.store = store;
    this.logFiles = logFiles;
    this.clock = clock;
  }

  /**
   * Writes the files of a run.
   *
   * @param sources sources of what is there in both buckets; the others are not read
   * @param inventory inventory that Athena reads instead of a listing; null for a listing
   * @param since span of events up to the end of the listings
   */
  public Prepared prepare(
      ReconcileSources sources, SqlLog log, @Nullable SqlInventory inventory, Duration since)
      throws InterruptedException {
    Instant now = clock.instant();
    String name = RUN.format(now) + "-" + UUID.randomUUID().toString().substring(0, 8);
    RunFiles files = new RunFiles(store, name);
    List<SourceReading> readings = new ArrayList<>();
    readings.add(there(files, sources, inventory));
    readings.add(entries(files, log));
    Window window = Window.last(since, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    readings.add(events(window).since(window.from()));
    if (sources.recordObjects().isPresent()) {
      readings.add(
          files.listing(
              "records",
              String.valueOf(deployment.get("provenance.bucket")),
              sources.recordObjects().get()));
    }
    Prepared prepared =
        new Prepared(
            new SqlRun(name, inventory == null ? name : inventory.partition(), window), readings);
    if (prepared.problems().isEmpty()) {
      files.finish();
    }
    return prepared;
  }

  /** The statements read the events; what they cannot read is known before. */
  private SourceReading events(Window window) {
    String events = "CloudTrail's events of " + policy.raw().bucket();
    return logFiles
        .unread(window)
        .map(it -> SourceReading.incomplete(events, window.until(), it))
        .orElseGet(() -> SourceReading.complete(events, window.until()));
  }

  private SourceReading there(
      RunFiles files, ReconcileSources sources, @Nullable SqlInventory inventory)
      throws InterruptedException {
    if (inventory == null) {
      return files.listing("raw", policy.raw().bucket(), sources.there());
    }
    files.inventory(inventory.asOf());
    return SourceReading.complete(
        "inventory of " + policy.raw().bucket() + " in waybill_objects", inventory.asOf());
  }

  private static SourceReading entries(RunFiles files, SqlLog log) {
    String name = "log of records";
    try {
      long size = log.entries().size();
      Instant published = log.published().get();
      if (size == 0) {
        return SourceReading.incomplete(name, published, "the bucket has no log");
      }
      files.entries(log.entries(), size, published);
      return SourceReading.complete(name, published);
    } catch (RuntimeException e) {
      return SourceReading.incomplete(name, Instant.EPOCH, String.valueOf(e.getMessage()));
    }
  }

  /** Returns a statement with the values of a run. */
  public String statement(Statement statement, Prepared prepared) {
    String bound = sql.bind(statement, prepared.run(), policy, deployment);
    return logFiles.readable(bound, prepared.run().window());
  }

  /**
   * Judges a run. A source that is incomplete prevents every verdict.
   *
   * @throws RuntimeException when Athena gives no answer
   */
  public Reconciliation judge(Prepared prepared, TrailAnswer athena) throws InterruptedException {
    SummaryRows rows = new SummaryRows(prepared.readings());
    prepared.problems().forEach(rows::problem);
    if (prepared.problems().isEmpty()) {
      long unused = athena.ask(statement(Statement.SOURCES, prepared), rows::source);
    }
    if (rows.isComplete()) {
      long unused = athena.ask(statement(Statement.SUMMARY, prepared), rows::verdict);
    }
    return rows.result();
  }
}
