package dev.waybill.baseline.desired;

import java.util.stream.Stream;

/** Permissions to store incidents; the right to read the baseline covers listing them. */
final class IncidentPermissions {
  private IncidentPermissions() {}

  static Stream<DesiredStatement> of(Deployment d) {
    String results = d.settings().audit().resultsPath();
    return Stream.of(
        DesiredStatement.allow("KeepIncidents")
            .may("s3:GetObject", "s3:PutObject")
            .on(d.bucketArn(results + "waybill/incidents/*")));
  }
}
