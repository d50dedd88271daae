package dev.waybill.settings;

/**
 * Where accesses are recorded and asked for.
 *
 * @param trail {@code waybill.trail}: the CloudTrail trail's name or ARN
 * @param workgroup {@code waybill.athena.workgroup}
 * @param database {@code waybill.athena.database}
 * @param results {@code waybill.athena.results}: {@code s3://bucket/prefix/} for query results
 */
public record AuditSettings(String trail, String workgroup, String database, String results) {
  /**
   * @throws IllegalArgumentException when a value is none that AWS accepts
   */
  public AuditSettings {
    Key.check(Keys.TRAIL, trail);
    Key.check(Keys.ATHENA_WORKGROUP, workgroup);
    Key.check(Keys.ATHENA_DATABASE, database);
    Key.check(Keys.ATHENA_RESULTS, results);
  }
}
