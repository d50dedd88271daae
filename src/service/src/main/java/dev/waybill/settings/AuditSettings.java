package dev.waybill.settings;

/**
 * Trail and Athena resources of the audits.
 *
 * @param trail name or ARN of the CloudTrail trail
 * @param workgroup Athena workgroup
 * @param database Athena database
 * @param results location of query results, {@code s3://bucket/prefix/}
 * @param scanLimit bytes that one query may scan
 */
public record AuditSettings(
    String trail, String workgroup, String database, String results, long scanLimit) {
  /**
   * @throws IllegalArgumentException when AWS would reject a value
   */
  public AuditSettings {
    AuditDeclarations.TRAIL.check(trail);
    AuditDeclarations.ATHENA_WORKGROUP.check(workgroup);
    AuditDeclarations.ATHENA_DATABASE.check(database);
    AuditDeclarations.ATHENA_RESULTS.check(results);
    AuditDeclarations.ATHENA_SCAN_LIMIT.check(scanLimit);
  }

  /** Returns the location of results without its scheme: {@code bucket/prefix/}. */
  public String resultsPath() {
    return results.substring("s3://".length());
  }

  /** Returns the bucket of the results. */
  public String resultsBucket() {
    return resultsPath().substring(0, resultsPath().indexOf('/'));
  }
}
