package dev.waybill.cli;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.LintResult;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Service behind the command {@code audit}. */
public interface AuditService {
  /**
   * Result of a lint.
   *
   * @param files the files with their problems
   * @param notPlanned the reason why no engine planned the SQL, with the fix; empty when one did
   */
  record Lint(List<LintResult> files, String notPlanned) {
    public Lint {
      files = List.copyOf(files);
    }
  }

  /**
   * Audit as the settings tune it.
   *
   * @param query the audit
   * @param enabled true when the service runs the audit
   */
  record Listed(AuditQuery query, boolean enabled) {}

  /**
   * Returns the audits, in the order of their ids.
   *
   * @param home the directory that holds {@code sql/}
   * @throws dev.waybill.audit.catalog.InvalidCatalogException when a file is no audit
   * @throws dev.waybill.audit.tuning.InvalidTuningException when a setting names an unknown audit
   *     or parameter
   */
  List<Listed> list(Path home, Settings settings);

  /**
   * Answer to a query.
   *
   * @param end the end of the query
   * @param rows the number of rows
   * @param took the time that it took
   */
  record Answer(QueryEnd end, long rows, Duration took) {}

  /** Listener for the progress of a query. */
  interface Progress {
    /** Called before the query starts. */
    void started(AuditQuery query, Window window);

    /** Called while the query runs, with the time since it started. */
    void running(Duration since);

    /** Called with each row, by column; NULL values are missing. */
    void row(Map<String, String> row);
  }

  /**
   * Runs one audit now. Keeps no state and raises no alert.
   *
   * @param home the directory that holds {@code sql/}
   * @param id the audit's id, in any case
   * @param since the length of the time range up to now
   * @throws dev.waybill.audit.catalog.UnknownAuditException when there is no such audit
   * @throws software.amazon.awssdk.core.exception.SdkException when AWS rejects a call
   */
  Answer run(Path home, Settings settings, String id, Duration since, Progress progress)
      throws InterruptedException;

  /**
   * Checks the schema and the audits without running one and without calling AWS.
   *
   * @param home the directory that holds {@code sql/}
   * @param only the id or the file of the one audit to check; null for the schema and all audits
   * @param listener receives each file as soon as it is checked
   * @throws dev.waybill.audit.catalog.UnknownAuditException when there is no such audit or file
   */
  Lint lint(Path home, Settings settings, @Nullable String only, Consumer<LintResult> listener);
}
