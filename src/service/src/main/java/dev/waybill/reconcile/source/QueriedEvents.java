package dev.waybill.reconcile.source;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.WindowedSql;
import dev.waybill.reconcile.row.CustodyBucket;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventEffect;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.EventSource;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.settings.HomeFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Events of a window, by the query of {@code sql/reconcile}. A query that reads nothing is an
 * incomplete source: the service itself causes events, so that a window without files is one whose
 * files are missing.
 */
public final class QueriedEvents implements EventSource {
  private static final String FOLDER = "sql/reconcile";
  private static final String FILE = FOLDER + "/events.sql";

  private final TrailAnswer trail;
  private final WindowedSql query;
  private final Window window;
  private final Map<String, String> deployment;
  private final Supplier<Optional<String>> unread;

  /**
   * @param query the query of the events
   * @param deployment the values of the deployment that the query names
   * @param unread returns why the query does not read every record; empty when it does
   */
  public QueriedEvents(
      TrailAnswer trail,
      WindowedSql query,
      Window window,
      Map<String, String> deployment,
      Supplier<Optional<String>> unread) {
    this.trail = trail;
    this.query = query;
    this.window = window;
    this.deployment = Map.copyOf(deployment);
    this.unread = unread;
  }

  /**
   * Reads the query from the home directory, or the one that is packaged with the program.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static WindowedSql query(Path home) {
    String sql = new HomeFolder(home, FOLDER).files(".sql").get(FILE);
    if (sql == null) {
      throw new IllegalArgumentException(FILE + " is missing; restore it, or remove " + FOLDER);
    }
    return new WindowedSql(FILE, sql);
  }

  @Override
  public SourceReading read(Consumer<EventRow> rows) throws InterruptedException {
    String name = "CloudTrail's events of " + deployment.get("raw.bucket");
    RowCounter<EventRow> counted = new RowCounter<>(rows);
    try {
      long scanned = trail.ask(query.bind(window, deployment), row -> counted.accept(event(row)));
      Optional<String> lost = unread.get();
      if (lost.isPresent()) {
        return incomplete(name, lost.get());
      }
      return scanned == 0
          ? incomplete(name, "the query read no file: is the trail delivering?")
          : SourceReading.complete(name, window.until()).since(window.from());
    } catch (RuntimeException e) {
      return incomplete(name, counted.reason(e));
    }
  }

  private SourceReading incomplete(String name, String reason) {
    return SourceReading.incomplete(name, window.until(), reason).since(window.from());
  }

  private EventRow event(Map<String, String> row) {
    String name = text(row, "event_name");
    return new EventRow(
        text(row, "bucket_name").equals(deployment.get("provenance.bucket"))
            ? CustodyBucket.PROVENANCE
            : CustodyBucket.RAW,
        text(row, "object_key"),
        row.get("version_id"),
        EventEffect.of(name, row.get("requested_version_id")),
        name,
        Instant.ofEpochMilli(Long.parseLong(text(row, "event_millis"))),
        EventActor.valueOf(text(row, "actor").toUpperCase(Locale.ROOT)),
        text(row, "principal"),
        row.get("error_code"),
        row.getOrDefault("request_id", ""),
        row.get("source_ip"),
        row.get("copy_source"));
  }

  private static String text(Map<String, String> row, String column) {
    String value = row.get(column);
    if (value == null) {
      throw new IllegalStateException("a row of the events has no " + column);
    }
    return value;
  }
}
