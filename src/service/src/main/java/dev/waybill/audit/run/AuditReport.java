package dev.waybill.audit.run;

import dev.waybill.audit.QueryEnd;
import java.time.Duration;

/**
 * Result of a run.
 *
 * @param audit id of the audit
 * @param end end of the query
 * @param rows number of rows in the answer, including rows that were judged before
 * @param findings number of incidents that are new or have new rows
 * @param took time since the claim
 */
public record AuditReport(String audit, QueryEnd end, long rows, int findings, Duration took) {}
