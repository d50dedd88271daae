package dev.waybill.baseline.desired;

import java.util.List;
import java.util.stream.Stream;

/**
 * Purpose of a bucket, and its consequences for the configuration.
 *
 * @param id prefix of the ids of its controls
 * @param name name of the bucket
 * @param contents short description of the objects in the bucket
 * @param locked true when the bucket has Object Lock
 * @param versioned true when the bucket keeps versions
 * @param statements statements of the bucket policy
 * @param rules lifecycle rules
 */
public record BucketRole(
    String id,
    String name,
    String contents,
    boolean locked,
    boolean versioned,
    List<DesiredStatement> statements,
    List<DesiredLifecycle> rules) {
  public BucketRole {
    statements = List.copyOf(statements);
    rules = List.copyOf(rules);
  }

  /** Returns the statements, with those that trails of other deployments need at present. */
  public List<DesiredStatement> statements(Deployment d, DesiredPolicy present) {
    return id.equals("log") ? Policies.log(d, present) : statements;
  }

  /** Returns the buckets of the deployment in the order in which they are set up. */
  public static List<BucketRole> all(Deployment d) {
    return Stream.concat(
            d.scopeBuckets().stream().map(it -> raw(d, it)),
            Stream.of(provenance(d), log(d), results(d)))
        .toList();
  }

  /** Returns the role of a bucket of scopes. */
  public static BucketRole raw(Deployment d, ScopeBucket bucket) {
    return new BucketRole(
        bucket.id(),
        bucket.name(),
        "the objects under custody",
        bucket.isLocked(),
        true,
        Policies.raw(d, bucket),
        DesiredLifecycle.raw(d, bucket));
  }

  /** Returns true for a bucket of scopes, which belongs to one deployment. */
  public boolean isRaw() {
    return id.equals(ScopeBucket.RAW) || id.startsWith(ScopeBucket.RAW + "-");
  }

  public static BucketRole provenance(Deployment d) {
    return new BucketRole(
        "provenance",
        d.provenanceBucket(),
        "the sealed records",
        true,
        true,
        Policies.provenance(d),
        DesiredLifecycle.provenance());
  }

  public static BucketRole log(Deployment d) {
    return new BucketRole(
        "log",
        d.logBucket(),
        "CloudTrail's logs",
        false,
        true,
        Policies.log(d),
        DesiredLifecycle.evidence());
  }

  public static BucketRole results(Deployment d) {
    return new BucketRole(
        "results",
        d.resultsBucket(),
        "the results of audit queries",
        false,
        false,
        Policies.results(d),
        DesiredLifecycle.results());
  }

  /** Returns the id of the control that the bucket exists. */
  public String existenceControl() {
    return id + ".bucket";
  }
}
