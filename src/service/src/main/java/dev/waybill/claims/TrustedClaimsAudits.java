package dev.waybill.claims;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.UnansweredQueryException;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.run.EnabledAudits;
import dev.waybill.claims.ClaimsInspection.ClaimedFile;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Audits whose statements read trusted files of claims only, so that a file that a thief put can
 * neither claim a call nor fail the query. Trusted files are named as ranges of neighbours, because
 * a statement cannot hold the names of all of them, and a range keeps the engine from opening the
 * files outside of it.
 */
public final class TrustedClaimsAudits implements EnabledAudits {
  /** Table of the claims. */
  private static final String TABLE = "waybill_calls";

  private static final Pattern NAMED = Pattern.compile("\\b" + TABLE + "\\b");

  /**
   * Ranges of one selection. An engine widens a longer list to one range, which does not keep it
   * from opening a file.
   */
  static final int SELECTED_RANGES = 50;

  /** Ranges of one statement, whose length Athena limits. */
  static final int MAX_RANGES = 400;

  private final EnabledAudits audits;
  private final ClaimsInspection inspection;
  private final String database;
  private final String bucket;

  /**
   * @param database database of the table
   * @param bucket name of the provenance bucket
   */
  public TrustedClaimsAudits(
      EnabledAudits audits, ClaimsInspection inspection, String database, String bucket) {
    this.audits = audits;
    this.inspection = inspection;
    this.database = database;
    this.bucket = bucket;
  }

  /** Neighbouring files in the order of the bucket's listing. */
  private record Range(String first, String last) {}

  @Override
  public AuditQuery query(String audit) {
    return audits.query(audit);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnansweredQueryException when a file was not read yet, or too many are forged
   */
  @Override
  public String sql(AuditQuery query, Window window) {
    String sql = audits.sql(query, window);
    return NAMED.matcher(sql).find() ? trusted(sql, ranges(window)) : sql;
  }

  /** Returns the trusted files of a window, and of the day before it, whose claims it may need. */
  private List<Range> ranges(Window window) {
    List<Range> ranges = new ArrayList<>();
    Instant last = window.filedUntil().truncatedTo(ChronoUnit.DAYS);
    Instant first = window.from().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1));
    for (Instant day = first; !day.isAfter(last); day = day.plus(Duration.ofDays(1))) {
      ClaimsInspection.Day files = inspection.of(ClaimsFile.day(day));
      if (files.problem() != null) {
        throw unreadable(files.problem());
      }
      add(files.files(), ranges);
    }
    if (ranges.size() > MAX_RANGES) {
      throw unreadable(
          "forged files of claims lie between the service's own, more than the "
              + MAX_RANGES
              + " that a query can leave out; see the findings claims-forged");
    }
    return ranges;
  }

  private static UnansweredQueryException unreadable(String reason) {
    return new UnansweredQueryException(QueryEnd.Cause.UNREADABLE.because(reason));
  }

  private static void add(List<ClaimedFile> files, List<Range> ranges) {
    String first = null;
    String last = "";
    for (ClaimedFile file : files) {
      if (file.isTrusted()) {
        first = first == null ? file.key() : first;
        last = file.key();
      } else if (first != null) {
        ranges.add(new Range(first, last));
        first = null;
      }
    }
    if (first != null) {
      ranges.add(new Range(first, last));
    }
  }

  private String trusted(String sql, List<Range> ranges) {
    List<String> selects = new ArrayList<>();
    for (int i = 0; i < ranges.size() || i == 0; i += SELECTED_RANGES) {
      selects.add(select(ranges.subList(i, Math.min(i + SELECTED_RANGES, ranges.size()))));
    }
    return "WITH "
        + TABLE
        + " AS (\n"
        + String.join("\nUNION ALL\n", selects)
        + ")\nSELECT * FROM (\n"
        + sql
        + "\n)";
  }

  private String select(List<Range> ranges) {
    String paths =
        ranges.stream()
            .map(it -> "\"$path\" BETWEEN " + path(it.first()) + " AND " + path(it.last()))
            .collect(Collectors.joining("\n  OR "));
    return "SELECT * FROM \""
        + database
        + "\".\""
        + TABLE
        + "\" WHERE "
        + (ranges.isEmpty() ? "false" : paths);
  }

  private String path(String key) {
    return "'" + ("s3://" + bucket + "/" + key).replace("'", "''") + "'";
  }
}
