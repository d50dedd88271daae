package dev.waybill.audit.run;

import dev.waybill.alert.Finding;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.state.SeenRowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges the rows of one run as they come: a row that was judged before is left out, the others
 * become one finding for each incident. What it holds is bounded, however many rows there are. Not
 * thread-safe.
 */
public final class RowJudge {
  /** An incident beyond these waits, unjudged, for the next run; see {@link #findings}. */
  static final int MOST_INCIDENTS = 10_000;

  /** Beyond these a row that is found again counts again, in the incident that it belongs to. */
  static final int MOST_REMEMBERED = 200_000;

  private final AuditRun run;
  private final SeenRowSet seen;
  private final Instant now;
  private final Map<String, AuditIncident> incidents = new LinkedHashMap<>();
  private long rows;
  private long waiting;

  RowJudge(AuditRun run, SeenRowSet seen, Instant now) {
    this.run = run;
    this.seen = seen;
    this.now = now;
  }

  /**
   * Judges a row.
   *
   * @param values by column; a column that is NULL is missing
   */
  public void row(Map<String, String> values) {
    rows++;
    AuditQuery query = run.query();
    Row row = new Row(values, run.window());
    String uid = query.id() + "/" + row.fingerprint(query.incident());
    AuditIncident known = incidents.get(uid);
    if (known == null && incidents.size() >= MOST_INCIDENTS) {
      waiting++;
      return;
    }
    if (!isNew(row)) {
      return;
    }
    if (known == null) {
      incidents.put(uid, new AuditIncident(uid, query, row));
    } else {
      known.again(row);
    }
  }

  private boolean isNew(Row row) {
    List<String> identity = row.values(run.query().row());
    return seen.size() >= MOST_REMEMBERED ? !seen.has(identity) : seen.add(identity, row.time());
  }

  /** How many rows it was given. */
  public long rows() {
    return rows;
  }

  /** Whether incidents wait for the next run, which knows the rows of this one. */
  boolean leavesSome() {
    return waiting > 0 && seen.size() < MOST_REMEMBERED;
  }

  SeenRowSet seen() {
    return seen;
  }

  /** One for each incident, and one more when there were too many to tell. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    String report = run.work().token();
    incidents.values().forEach(it -> findings.add(it.finding(report, now)));
    if (waiting > 0) {
      findings.add(AuditFailureFindings.flood(run, waiting, now));
    }
    return findings;
  }
}
