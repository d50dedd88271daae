package dev.waybill.audit.run;

import dev.waybill.alert.Finding;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.state.SeenRowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Streaming judgement of the rows of one run: rows that were judged before are skipped, and the
 * other rows become one finding for each incident. Memory is bounded for any number of rows. Not
 * thread-safe.
 */
public final class RowJudge {
  /** Limit of incidents in a run; the rows of further incidents are left to the next run. */
  static final int MAX_INCIDENTS = 10_000;

  /** Limit of remembered rows; further rows count again when a later run finds them. */
  static final int MAX_REMEMBERED = 200_000;

  /** Limit of the resources that a run names; further ones are only counted. */
  static final int MAX_NAMES = 20_000;

  private final AuditRun run;
  private final SeenRowSet seen;
  private final Instant now;
  private final Consumer<Map<String, String>> newRows;
  private final BiFunction<Instant, Instant, String> evidence;
  private final Map<String, AuditIncident> incidents = new LinkedHashMap<>();
  private int names;
  private long rows;
  private long rowsLeft;

  /**
   * @param newRows receives the rows that no earlier run judged; never throws
   * @param evidence states whether the log files of a span of time are as CloudTrail wrote them
   */
  RowJudge(
      AuditRun run,
      SeenRowSet seen,
      Instant now,
      Consumer<Map<String, String>> newRows,
      BiFunction<Instant, Instant, String> evidence) {
    this.run = run;
    this.seen = seen;
    this.now = now;
    this.newRows = newRows;
    this.evidence = evidence;
  }

  /**
   * Judges a row.
   *
   * @param values values by column, without NULLs
   */
  public void row(Map<String, String> values) {
    rows++;
    AuditQuery query = run.query();
    Row row = new Row(values, run.window());
    String uid = query.id() + "/" + row.fingerprint(query.incident());
    AuditIncident known = incidents.get(uid);
    if (known == null && incidents.size() >= MAX_INCIDENTS) {
      rowsLeft++;
      return;
    }
    if (!isNew(row)) {
      return;
    }
    if (known == null) {
      incidents.put(uid, new AuditIncident(uid, query, row));
    } else {
      names += known.add(row, names < MAX_NAMES);
    }
    newRows.accept(values);
  }

  private boolean isNew(Row row) {
    List<String> identity = row.values(run.query().row());
    return seen.size() >= MAX_REMEMBERED
        ? !seen.contains(identity)
        : seen.add(identity, row.time());
  }

  /** Returns the number of rows so far. */
  public long rows() {
    return rows;
  }

  /** Returns whether incidents are left to the next run, which knows the rows of this one. */
  boolean hasIncidentsLeft() {
    return rowsLeft > 0 && seen.size() < MAX_REMEMBERED;
  }

  SeenRowSet seen() {
    return seen;
  }

  /** Returns one finding for each incident, and one more when there were too many. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    String report = run.work().token();
    incidents.values().forEach(it -> findings.add(it.finding(report, evidence, now)));
    if (rowsLeft > 0) {
      findings.add(AuditFailureFindings.tooManyIncidents(run, rowsLeft, now));
    }
    return findings;
  }
}
