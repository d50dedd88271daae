package dev.waybill.audit.run;

import dev.waybill.audit.QueryEnd;
import java.time.Duration;

/**
 * How a run of an audit ended.
 *
 * @param audit its id
 * @param end what became of the query
 * @param rows how many it gave, those that were judged before among them
 * @param findings how many incidents were new, or had something new
 * @param took from the claim on
 */
public record AuditReport(String audit, QueryEnd end, long rows, int findings, Duration took) {}
