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

/** The audits of a home directory. */
public interface AuditService {
  /**
   * What was looked at.
   *
   * @param files each, with what is wrong with it
   * @param notPlanned why no engine planned the SQL, and how to get one; empty when one did
   */
  record Lint(List<LintResult> files, String notPlanned) {
    public Lint {
      files = List.copyOf(files);
    }
  }

  /**
   * An audit as the settings have it.
   *
   * @param enabled whether the service runs it
   */
  record Listed(AuditQuery query, boolean enabled) {}

  /**
   * The audits, in the order of their ids.
   *
   * @param home where {@code sql/} is
   * @throws dev.waybill.audit.catalog.InvalidCatalogException when a file is none
   * @throws CommandException when a setting is about an audit or a parameter that there is not
   */
  List<Listed> list(Path home, Settings settings);

  /**
   * How a query was answered.
   *
   * @param end what became of it
   * @param rows how many there are
   * @param took how long it took
   */
  record Answer(QueryEnd end, long rows, Duration took) {}

  /** Hears of a query as it is carried out. */
  interface Progress {
    /** It begins to be asked. */
    void asked(AuditQuery query, Window window);

    /** It is under way for so long. */
    void waiting(Duration since);

    /** A row of the answer, by column; what is NULL is missing. */
    void row(Map<String, String> row);
  }

  /**
   * Asks one audit now; nothing is remembered, and no alert made.
   *
   * @param home where {@code sql/} is
   * @param id whatever its case
   * @param since how far back
   * @throws CommandException when there is no such audit
   * @throws software.amazon.awssdk.core.exception.SdkException when AWS refuses
   */
  Answer ask(Path home, Settings settings, String id, Duration since, Progress progress)
      throws InterruptedException;

  /**
   * Looks at the schema and the audits, and runs none. AWS is not asked.
   *
   * @param home where {@code sql/} is
   * @param heard hears of each file as soon as it was looked at
   */
  Lint lint(Path home, Settings settings, Consumer<LintResult> heard);
}
