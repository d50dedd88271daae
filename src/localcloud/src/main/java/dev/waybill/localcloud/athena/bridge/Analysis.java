package dev.waybill.localcloud.athena.bridge;

import java.util.List;

/**
 * Result of analysing a statement.
 *
 * @param kind Athena's statement type, DML or UTILITY
 * @param columns the columns of the result
 * @param scans the table scans of the plan
 */
public record Analysis(String kind, List<ResultColumn> columns, List<TableScan> scans) {
  public Analysis {
    columns = List.copyOf(columns);
    scans = List.copyOf(scans);
  }
}
