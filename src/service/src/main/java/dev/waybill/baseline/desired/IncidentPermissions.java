package dev.waybill.baseline.desired;

import java.util.stream.Stream;

/** Permissions to store incidents; the permissions to read the baseline cover listing them. */
final class IncidentPermissions {
  private IncidentPermissions() {}

  static Stream<DesiredStatement> of(Deployment d) {
    String results = d.settings().audit().resultsPath();
    return Stream.of(
        DesiredStatement.allow("KeepIncidents")
            .actions("s3:GetObject", "s3:PutObject")
            .resources(d.bucketArn(results + "waybill/incidents/*")));
  }
}
