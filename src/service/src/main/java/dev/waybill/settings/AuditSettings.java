package dev.waybill.settings;

/**
 * Where accesses are recorded and asked for.
 *
 * @param trail {@code waybill.trail}: the CloudTrail trail's name or ARN
 * @param workgroup {@code waybill.athena.workgroup}
 * @param database {@code waybill.athena.database}
 * @param results {@code waybill.athena.results}: {@code s3://bucket/prefix/} for query results
 * @param scanLimit {@code waybill.athena.scan-limit}: bytes that one query may scan
 */
public record AuditSettings(
    String trail, String workgroup, String database, String results, long scanLimit) {
  /** The place of the results without its scheme: {@code bucket/prefix/}. */
  public String resultsPath() {
    return results.substring("s3://".length());
  }

  /** The bucket of the results. */
  public String resultsBucket() {
    return resultsPath().substring(0, resultsPath().indexOf('/'));
  }

  /** Athena's own bound: it charges as much for any query. */
  private static final long LEAST_SCAN = 10 * Units.MIB;

  /**
   * @throws IllegalArgumentException when a value is none that AWS accepts
   */
  public AuditSettings {
    Key.check(Keys.TRAIL, trail);
    Key.check(Keys.ATHENA_WORKGROUP, workgroup);
    Key.check(Keys.ATHENA_DATABASE, database);
    Key.check(Keys.ATHENA_RESULTS, results);
    InvalidSettingException.unless(
        scanLimit >= LEAST_SCAN, Keys.ATHENA_SCAN_LIMIT.name(), "must be at least 10MiB");
  }
}
