package dev.waybill.cli;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.Column;
import dev.waybill.cli.AuditService.Answer;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells one audit's answer as it comes: a table, or a line of JSON a row. */
final class AuditAsk implements AuditService.Progress {
  /** What Athena charges for: at least ten megabytes a query. */
  private static final long LEAST_CHARGED = 10_000_000;

  private static final double USD_PER_BYTE = 5.0 / 1e12;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private Duration told = Duration.ZERO;
  private List<String> columns = List.of();
  private @Nullable RowTable table;

  AuditAsk(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  @Override
  public void asked(AuditQuery query, Window window) {
    columns = query.columns().stream().map(Column::name).toList();
    table = new RowTable(out, columns);
    err.println(
        query.id()
            + " "
            + Printable.of(query.title())
            + ", "
            + window.from().truncatedTo(ChronoUnit.SECONDS)
            + " to "
            + window.until().truncatedTo(ChronoUnit.SECONDS));
    err.flush();
  }

  @Override
  public void waiting(Duration since) {
    if (since.minus(told).compareTo(PATIENCE) > 0) {
      told = since;
      err.println("  Athena works for " + since.toSeconds() + " s");
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

  /** The sum, and the exit code. */
  int end(Answer answer) {
    if (table != null) {
      table.end();
    }
    out.flush();
    if (answer.end() instanceof QueryEnd.Unanswered unanswered) {
      err.println(Printable.of(unanswered.description()) + "; " + unanswered.fix());
      err.flush();
      return ExitCode.UNREACHABLE;
    }
    QueryEnd.Answered answered = (QueryEnd.Answered) answer.end();
    err.println(sum(answer, answered.scanned()));
    if (answered.scanned() == 0) {
      err.println("nothing was read: there are no log files of these days where the table looks");
    }
    err.flush();
    return answer.rows() == 0 ? ExitCode.WELL : ExitCode.FINDING;
  }

  private static String sum(Answer answer, long scanned) {
    return String.format(
        Locale.ROOT,
        "%d rows, %,d bytes scanned (%.6f USD at 5 USD a TB, 10 MB at least), %.1f s",
        answer.rows(),
        scanned,
        Math.max(scanned, LEAST_CHARGED) * USD_PER_BYTE,
        answer.took().toMillis() / 1000.0);
  }
}
