package dev.waybill.cli;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.Column;
import dev.waybill.cli.AuditService.Answer;
import dev.waybill.record.offline.EscapedText;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Report of one audit run, printed as rows arrive: a table, or one line of JSON per row. */
final class AuditRunReport implements AuditService.Progress {
  /** Athena charges for at least ten megabytes per query. */
  private static final long MIN_CHARGED_BYTES = 10_000_000;

  private static final double USD_PER_BYTE = 5.0 / 1e12;
  private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(2);

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private Duration reported = Duration.ZERO;
  private List<String> columns = List.of();
  private @Nullable RowTable table;

  AuditRunReport(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  @Override
  public void started(AuditQuery query, Window window) {
    columns = query.columns().stream().map(Column::name).toList();
    table = new RowTable(out, columns);
    err.println(
        query.id()
            + " "
            + EscapedText.of(query.title())
            + ", "
            + window.from().truncatedTo(ChronoUnit.SECONDS)
            + " to "
            + window.until().truncatedTo(ChronoUnit.SECONDS));
    err.flush();
  }

  @Override
  public void running(Duration since) {
    if (since.minus(reported).compareTo(PROGRESS_INTERVAL) > 0) {
      reported = since;
      err.println("  Athena has been running for " + since.toSeconds() + " s");
      err.flush();
    }
  }

  @Override
  public void row(Map<String, String> row) {
    if (json) {
      Map<String, Object> values = new LinkedHashMap<>();
      columns.forEach(column -> values.put(column, row.get(column)));
      out.println(Json.line(values));
    } else if (table != null) {
      table.row(row);
    }
  }

  /** Prints the summary and returns the exit code. */
  int end(Answer answer) {
    if (table != null) {
      table.end();
    }
    out.flush();
    if (answer.end() instanceof QueryEnd.Unanswered unanswered) {
      err.println(EscapedText.of(unanswered.description()) + "; " + unanswered.fix());
      err.flush();
      return ExitCode.UNREACHABLE;
    }
    QueryEnd.Answered answered = (QueryEnd.Answered) answer.end();
    err.println(summary(answer, answered.scanned()));
    if (answered.scanned() == 0) {
      err.println("nothing was read: the table's location holds no log files of these days");
    }
    err.flush();
    return answer.rows() == 0 ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  private static String summary(Answer answer, long scanned) {
    return String.format(
        Locale.ROOT,
        "%d rows, %,d bytes scanned (%.6f USD at 5 USD a TB, 10 MB at least), %.1f s",
        answer.rows(),
        scanned,
        Math.max(scanned, MIN_CHARGED_BYTES) * USD_PER_BYTE,
        answer.took().toMillis() / 1000.0);
  }
}
