package dev.waybill.baseline.desired;

import dev.waybill.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Account, region and settings of a baseline, and the resource names derived from them.
 *
 * @param settings settings of the operator
 * @param partition AWS partition, such as {@code aws}
 * @param account account ID, twelve digits
 * @param region region of all resources; only the trail covers all regions
 * @param keyArn ARN of the KMS key that {@code waybill.kms.key} names; empty when unknown
 * @param keyId id of the same key; empty when unknown
 */
public record Deployment(
    Settings settings,
    String partition,
    String account,
    String region,
    String keyArn,
    String keyId) {

  /** Returns the deployment before its key is known. */
  public static Deployment of(Settings settings, String partition, String account, String region) {
    return new Deployment(settings, partition, account, region, "", "");
  }

  /** Returns the deployment with CloudFormation parameters in place of account, region and key. */
  public static Deployment forTemplate(Settings settings) {
    return new Deployment(
        settings,
        "${AWS::Partition}",
        "${AWS::AccountId}",
        "${AWS::Region}",
        "${Key.Arn}",
        "${Key}");
  }

  /** Returns this deployment with its key. */
  public Deployment withKey(String arn) {
    return new Deployment(
        settings, partition, account, region, arn, arn.substring(arn.lastIndexOf('/') + 1));
  }

  public String rawBucket() {
    return settings.raw().bucket();
  }

  public String provenanceBucket() {
    return settings.provenance().bucket();
  }

  public String logBucket() {
    return settings.logBucket();
  }

  public String resultsBucket() {
    return settings.audit().resultsBucket();
  }

  public String queueName() {
    return lastPart(settings.queue().name());
  }

  public String deadLetterName() {
    return lastPart(settings.queue().deadLetterName());
  }

  public String backfillQueueName() {
    return lastPart(settings.backfill().queue());
  }

  /** Returns the name of the queue of re-verification. */
  public String fixityQueueName() {
    return lastPart(settings.fixity().queue());
  }

  public String trailName() {
    return lastPart(settings.audit().trail());
  }

  public String bucketArn(String bucket) {
    return "arn:" + partition + ":s3:::" + bucket;
  }

  public String objectsArn(String bucket) {
    return bucketArn(bucket) + "/*";
  }

  public String queueArn(String name) {
    return "arn:" + partition + ":sqs:" + region + ":" + account + ":" + name;
  }

  public String trailArn() {
    return "arn:" + partition + ":cloudtrail:" + region + ":" + account + ":trail/" + trailName();
  }

  /** Returns true for the ARN of a trail of this account. */
  boolean isTrailArn(String arn) {
    return arn.matches(
        "arn:" + partition + ":cloudtrail:[a-z0-9-]+:" + account + ":trail/[A-Za-z0-9._-]+");
  }

  public String workgroupArn() {
    return athenaArn("workgroup/" + settings.audit().workgroup());
  }

  private String athenaArn(String resource) {
    return "arn:" + partition + ":athena:" + region + ":" + account + ":" + resource;
  }

  public String glueArn(String resource) {
    return "arn:" + partition + ":glue:" + region + ":" + account + ":" + resource;
  }

  public String rootArn() {
    return "arn:" + partition + ":iam::" + account + ":root";
  }

  /** Returns patterns of the ARNs of the service's role, with or without a path. */
  String[] serviceRoleArns() {
    return roleArns(settings.serviceRole()).toArray(String[]::new);
  }

  /** Returns patterns of the ARNs of the roles that may change promoted objects. */
  String[] custodianRoleArns() {
    return Stream.concat(roleArns(settings.serviceRole()), Stream.of(breakGlassRoleArns()))
        .toArray(String[]::new);
  }

  /** Returns patterns of the ARNs of the role for emergencies; empty when there is none. */
  String[] breakGlassRoleArns() {
    String role = settings.raw().breakGlass();
    return role == null ? new String[0] : roleArns(role).toArray(String[]::new);
  }

  private Stream<String> roleArns(String role) {
    String roles = "arn:" + partition + ":iam::" + account + ":role/";
    return Stream.of(roles + role, roles + "*/" + role);
  }

  /** Returns the buckets of all scopes, the raw bucket first. */
  public List<ScopeBucket> scopeBuckets() {
    return ScopeBucket.all(settings.scopes());
  }

  /** Returns the names of the buckets of all scopes. */
  List<String> scopeBucketNames() {
    return scopeBuckets().stream().map(ScopeBucket::name).toList();
  }

  /** Returns the ARNs of the buckets in which objects arrive. */
  String[] sourceBucketArns() {
    return scopeBuckets().stream()
        .filter(ScopeBucket::isSource)
        .map(it -> bucketArn(it.name()))
        .toArray(String[]::new);
  }

  /** Returns the ARN prefixes of the objects whose accesses are logged. */
  public List<String> loggedObjects() {
    return Stream.concat(scopeBucketNames().stream(), Stream.of(provenanceBucket()))
        .map(it -> bucketArn(it) + "/")
        .toList();
  }

  /** Returns the default retention of the provenance bucket; S3 requires at least one day. */
  public int retentionDays() {
    return Math.toIntExact(Math.max(1, settings.provenance().retention().toDays()));
  }

  /** Returns the description by which an interrupted run finds its key without an alias. */
  public String keyDescription() {
    return "Objects, records and logs under Waybill's custody (" + settings.kmsKey() + ")";
  }

  /** Returns the description by which an interrupted run finds its signing key without an alias. */
  public String signingKeyDescription() {
    return "Signs the records of " + provenanceBucket() + " or delegates it";
  }

  /** Returns all names under which a request may refer to the key. */
  public String[] keyNames() {
    String setting = settings.kmsKey();
    int alias = setting.indexOf("alias/");
    if (alias < 0) {
      return new String[] {keyArn, keyId};
    }
    String name = setting.substring(alias);
    String arn = "arn:" + partition + ":kms:" + region + ":" + account + ":" + name;
    return new String[] {keyArn, keyId, name, arn};
  }

  /** Returns the name in the setting when the id refers to the configured key, else the id. */
  public String configuredKeyName(String id) {
    return Arrays.asList(keyNames()).contains(id) ? settings.kmsKey() : id;
  }

  /** Returns the regions in which events are logged: global services log to us-east-1. */
  public String regions() {
    return switch (region) {
      case "us-east-1" -> region;
      case "${AWS::Region}" -> "${Regions}";
      default -> region + ",us-east-1";
    };
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
