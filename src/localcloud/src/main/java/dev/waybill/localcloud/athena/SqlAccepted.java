package dev.waybill.localcloud.athena;

import java.util.List;

/**
 * Verdict on a statement that Athena would parse, analyse and plan.
 *
 * @param kind Athena's statement type: DML, DDL or UTILITY
 * @param columns the columns of the result; none for DDL
 * @param scans the table scans of the plan; none for DDL
 */
public record SqlAccepted(String kind, List<SqlColumn> columns, List<PlannedScan> scans)
    implements SqlVerdict {
  public SqlAccepted {
    columns = List.copyOf(columns);
    scans = List.copyOf(scans);
  }
}
