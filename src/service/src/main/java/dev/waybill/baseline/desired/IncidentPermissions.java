package dev.waybill.baseline.desired;

/**
 * Permission of operators to store incidents; the permissions to read the baseline cover listing
 * them. The service may store everything in the bucket of results.
 */
final class IncidentPermissions {
  private IncidentPermissions() {}

  /** Returns the permission to read incidents and to change them. */
  static DesiredStatement keep(Deployment d) {
    String results = d.settings().audit().resultsPath();
    return DesiredStatement.allow("KeepIncidents")
        .actions("s3:GetObject", "s3:PutObject")
        .resources(d.bucketArn(results + "waybill/incidents/*"));
  }
}
