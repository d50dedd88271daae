package dev.waybill.baseline.desired;

import dev.waybill.settings.Settings;
import java.util.Arrays;
import java.util.List;

/**
 * Whose baseline it is, and the names that follow from that.
 *
 * @param settings what the operator named
 * @param partition of AWS, such as {@code aws}
 * @param account twelve digits
 * @param region where everything but the trail's reach is
 * @param keyArn the ARN of the KMS key that {@code waybill.kms.key} stands for
 * @param keyId the same key's id
 */
public record Deployment(
    Settings settings,
    String partition,
    String account,
    String region,
    String keyArn,
    String keyId) {

  /** The deployment before its key is known. */
  public static Deployment of(Settings settings, String partition, String account, String region) {
    return new Deployment(settings, partition, account, region, "", "");
  }

  /** Whatever account and region the template is deployed in; CloudFormation fills them in. */
  public static Deployment symbolic(Settings settings) {
    return new Deployment(
        settings,
        "${AWS::Partition}",
        "${AWS::AccountId}",
        "${AWS::Region}",
        "${Key.Arn}",
        "${Key}");
  }

  /** The same with its key. */
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

  /** The service's role, wherever its path puts it. */
  public String roleArn(String path) {
    return "arn:" + partition + ":iam::" + account + ":role/" + path + settings.serviceRole();
  }

  /** The prefixes whose objects are taken into custody. */
  public List<String> notified() {
    return List.of(settings.raw().incoming(), settings.raw().test());
  }

  /** Returns the ARN prefixes of the objects whose accesses are recorded. */
  public List<String> watched() {
    return List.of(bucketArn(rawBucket()) + "/", bucketArn(provenanceBucket()) + "/");
  }

  /** A record's own retention may be left to the bucket, which then has a day at least. */
  public int retentionDays() {
    return Math.toIntExact(Math.max(1, settings.provenance().retention().toDays()));
  }

  /** How a key is found again that was made when its alias could not be any more. */
  public String keyDescription() {
    return "Objects, records and logs under Waybill's custody (" + settings.kmsKey() + ")";
  }

  /** The ways in which a request may name the key. */
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

  /** The key as the setting names it, where it is that one; else as it is. */
  public String keyAsNamed(String id) {
    return Arrays.asList(keyNames()).contains(id) ? settings.kmsKey() : id;
  }

  /** Returns the regions in which events are logged: events of global services are in us-east-1. */
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
