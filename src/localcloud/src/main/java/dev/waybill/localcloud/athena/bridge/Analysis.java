package dev.waybill.localcloud.athena.bridge;

import java.util.List;

/**
 * What a statement would do.
 *
 * @param kind Athena's statement type: DML or UTILITY
 * @param columns of its result
 * @param scans each reading of a table in its plan
 */
public record Analysis(String kind, List<ResultColumn> columns, List<TableScan> scans) {
  public Analysis {
    columns = List.copyOf(columns);
    scans = List.copyOf(scans);
  }
}
