package dev.waybill.baseline;

import dev.waybill.settings.Settings;

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
record Deployment(
    Settings settings,
    String partition,
    String account,
    String region,
    String keyArn,
    String keyId) {

  /** The deployment before its key is known. */
  static Deployment of(Settings settings, String partition, String account, String region) {
    return new Deployment(settings, partition, account, region, "", "");
  }

  /** Whatever account and region the template is deployed in; CloudFormation fills them in. */
  static Deployment symbolic(Settings settings) {
    return new Deployment(
        settings,
        "${AWS::Partition}",
        "${AWS::AccountId}",
        "${AWS::Region}",
        "${Key.Arn}",
        "${Key}");
  }

  /** The same with its key. */
  Deployment withKey(String arn) {
    return new Deployment(
        settings, partition, account, region, arn, arn.substring(arn.lastIndexOf('/') + 1));
  }

  String rawBucket() {
    return settings.raw().bucket();
  }

  String provenanceBucket() {
    return settings.provenance().bucket();
  }

  String logBucket() {
    return settings.logBucket();
  }

  String resultsBucket() {
    String rest = settings.audit().results().substring("s3://".length());
    return rest.substring(0, rest.indexOf('/'));
  }

  String queueName() {
    return lastPart(settings.queue().name());
  }

  String deadLetterName() {
    return lastPart(settings.queue().deadLetterName());
  }

  String trailName() {
    return lastPart(settings.audit().trail());
  }

  String bucketArn(String bucket) {
    return "arn:" + partition + ":s3:::" + bucket;
  }

  String objectsArn(String bucket) {
    return bucketArn(bucket) + "/*";
  }

  String queueArn(String name) {
    return "arn:" + partition + ":sqs:" + region + ":" + account + ":" + name;
  }

  String trailArn() {
    return "arn:" + partition + ":cloudtrail:" + region + ":" + account + ":trail/" + trailName();
  }

  String workgroupArn() {
    return athenaArn("workgroup/" + settings.audit().workgroup());
  }

  private String athenaArn(String resource) {
    return "arn:" + partition + ":athena:" + region + ":" + account + ":" + resource;
  }

  String glueArn(String resource) {
    return "arn:" + partition + ":glue:" + region + ":" + account + ":" + resource;
  }

  String rootArn() {
    return "arn:" + partition + ":iam::" + account + ":root";
  }

  /** The service's role, wherever its path puts it. */
  String roleArn(String path) {
    return "arn:" + partition + ":iam::" + account + ":role/" + path + settings.serviceRole();
  }

  /** The ways in which a request may name the key. */
  String[] keyNames() {
    String setting = settings.kmsKey();
    int alias = setting.indexOf("alias/");
    if (alias < 0) {
      return new String[] {keyArn, keyId};
    }
    String name = setting.substring(alias);
    String arn = "arn:" + partition + ":kms:" + region + ":" + account + ":" + name;
    return new String[] {keyArn, keyId, name, arn};
  }

  /** Where events are logged: those of global services are in us-east-1. */
  String regions() {
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
