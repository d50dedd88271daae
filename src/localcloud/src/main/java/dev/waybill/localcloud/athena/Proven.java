package dev.waybill.localcloud.athena;

import java.util.List;

/**
 * A statement that parses, analyses and plans.
 *
 * @param kind Athena's statement type: DML, DDL or UTILITY
 * @param columns of its result; none of DDL
 * @param scans each reading of a table in its plan; none of DDL
 */
public record Proven(String kind, List<ResultColumn> columns, List<Scan> scans)
    implements SqlVerdict {
  public Proven {
    columns = List.copyOf(columns);
    scans = List.copyOf(scans);
  }
}
