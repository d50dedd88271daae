package dev.waybill.baseline.desired;

import java.util.List;

/**
 * Purpose of a bucket, and its consequences for the configuration.
 *
 * @param id how its controls' ids begin
 * @param name the bucket's
 * @param holds what is in it, in a few words
 * @param locked whether it has Object Lock
 * @param versioned whether its versions are kept
 */
public record BucketRole(
    String id,
    String name,
    String holds,
    boolean locked,
    boolean versioned,
    List<DesiredStatement> statements,
    List<DesiredLifecycle> rules) {
  public BucketRole {
    statements = List.copyOf(statements);
    rules = List.copyOf(rules);
  }

  public static List<BucketRole> all(Deployment d) {
    return List.of(raw(d), provenance(d), log(d), results(d));
  }

  public static BucketRole raw(Deployment d) {
    return new BucketRole(
        "raw",
        d.rawBucket(),
        "the objects under custody",
        false,
        true,
        Policies.raw(d),
        DesiredLifecycle.raw(d));
  }

  public static BucketRole provenance(Deployment d) {
    return new BucketRole(
        "provenance",
        d.provenanceBucket(),
        "the sealed records",
        true,
        true,
        Policies.provenance(d),
        DesiredLifecycle.kept());
  }

  public static BucketRole log(Deployment d) {
    return new BucketRole(
        "log",
        d.logBucket(),
        "CloudTrail's logs",
        false,
        true,
        Policies.log(d),
        DesiredLifecycle.kept());
  }

  public static BucketRole results(Deployment d) {
    return new BucketRole(
        "results",
        d.resultsBucket(),
        "the answers of audit queries",
        false,
        false,
        Policies.results(d),
        DesiredLifecycle.results());
  }

  public String exists() {
    return id + ".bucket";
  }
}
