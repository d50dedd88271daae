package dev.waybill.baseline.desired;

import java.util.stream.Stream;

/** Permissions to store incidents; the permissions to read the baseline cover listing them. */
final class IncidentPermissions {
  private IncidentPermissions() {}

  static Stream<DesiredStatement> of(Deployment d) {
    return Stream.of(keep(d));
  }

  /** Returns the permission to read incidents and to change them, which operators have as well. */
  static DesiredStatement keep(Deployment d) {
    String results = d.settings().audit().resultsPath();
    return DesiredStatement.allow("KeepIncidents")
        .actions("s3:GetObject", "s3:PutObject")
        .resources(d.bucketArn(results + "waybill/incidents/*"));
  }
}
