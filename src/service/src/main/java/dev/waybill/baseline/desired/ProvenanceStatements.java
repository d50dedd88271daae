package dev.waybill.baseline.desired;

import java.util.List;

/** Denials in the policy of the provenance bucket that keep records, their log and results. */
final class ProvenanceStatements {
  private static final String PRINCIPAL = "aws:PrincipalArn";

  private ProvenanceStatements() {}

  static List<DesiredStatement> of(Deployment d) {
    String objects = d.objectsArn(d.provenanceBucket());
    return List.of(
        DesiredStatement.deny("WaybillNobodyDeletes")
            .anyPrincipal()
            .actions("s3:DeleteObjectVersion", "s3:BypassGovernanceRetention")
            .resources(objects),
        DesiredStatement.deny("WaybillNobodyHides")
            .anyPrincipal()
            .actions("s3:DeleteObject")
            .notResources(temporary(d)),
        DesiredStatement.deny("WaybillTidiesLogAlone")
            .anyPrincipal()
            .actions("s3:DeleteObject")
            .resources(temporary(d))
            .condition("ArnNotLike", PRINCIPAL, d.serviceRoleArns()),
        DesiredStatement.deny("WaybillSealsOnce")
            .anyPrincipal()
            .actions("s3:PutObject")
            .notResources(replaced(d))
            .condition("Null", "s3:if-none-match", "true"),
        DesiredStatement.deny("WaybillReplacesWhatItRead")
            .anyPrincipal()
            .actions("s3:PutObject")
            .resources(replaced(d))
            .condition("Null", "s3:if-none-match", "true")
            .condition("Null", "s3:if-match", "true"),
        DesiredStatement.deny("WaybillSealsAlone")
            .anyPrincipal()
            .actions("s3:PutObject")
            .resources(objects)
            .condition("ArnNotLike", PRINCIPAL, d.serviceRoleArns()));
  }

  /** Returns the objects of the log that the service hides once others have replaced them. */
  static String[] temporary(Deployment d) {
    String log = log(d);
    return new String[] {log + "pending/*", log + "tile/*.p/*"};
  }

  /** Returns the objects of which the newest version counts. */
  private static String[] replaced(Deployment d) {
    String log = log(d);
    return new String[] {
      log + "checkpoint",
      log + "lock",
      log + "cosigned/*",
      log + "policy",
      fixity(d) + "plan.json",
      fixity(d) + "slice/*",
      fixity(d) + "drill/*",
      fixity(d) + "progress/*",
      fixity(d) + "watch.json",
      state(d) + "*"
    };
  }

  /** Returns the ARN prefix of the objects of re-verification. */
  static String fixity(Deployment d) {
    return d.bucketArn(d.provenanceBucket()) + "/fixity/";
  }

  /** Returns the ARN prefix of the statements of reconciliation. */
  static String reconcile(Deployment d) {
    return d.bucketArn(d.provenanceBucket()) + "/reconcile/";
  }

  /** Returns the ARN prefix of the statements about drills. */
  static String drills(Deployment d) {
    return d.bucketArn(d.provenanceBucket()) + "/drills/";
  }

  /** Returns the ARN prefix of the statements over CloudTrail's digests. */
  static String trail(Deployment d) {
    return d.bucketArn(d.provenanceBucket()) + "/trail/";
  }

  /** Returns the ARN prefix of the delegations of the signing key. */
  static String delegations(Deployment d) {
    return d.bucketArn(d.provenanceBucket()) + "/delegations/";
  }

  /** Returns the ARN prefix of the states of scheduled tasks. */
  static String state(Deployment d) {
    return d.bucketArn(d.provenanceBucket()) + "/state/";
  }

  /** Returns the ARN prefix of the claims of the service's calls. */
  static String claims(Deployment d) {
    return d.bucketArn(d.provenanceBucket()) + "/claims/";
  }

  /** Returns the ARN prefix of the log's objects. */
  static String log(Deployment d) {
    return d.bucketArn(d.provenanceBucket()) + "/log/";
  }
}
