package dev.waybill.baseline.desired;

import java.util.List;

/** The statements that resources of the baseline carry; each is known by its Sid. */
public final class Policies {
  private static final String SSE = "s3:x-amz-server-side-encryption";
  private static final String SSE_KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  private static final String SSE_C = "s3:x-amz-server-side-encryption-customer-algorithm";
  private static final String CLOUDTRAIL = "cloudtrail.amazonaws.com";

  private Policies() {}

  public static List<DesiredStatement> raw(Deployment d) {
    String objects = d.objectsArn(d.rawBucket());
    List<DesiredStatement> always = List.of(tlsOnly(d, d.rawBucket()), noCustomerKey(objects));
    return d.settings().requireKms()
        ? List.of(always.get(0), noOtherAlgorithm(objects), noOtherKey(objects, d), always.get(1))
        : always;
  }

  /**
   * Records are put once, by the service alone, and nobody deletes them; whoever wants to must
   * change this policy first, which is on record.
   */
  public static List<DesiredStatement> provenance(Deployment d) {
    String objects = d.objectsArn(d.provenanceBucket());
    return List.of(
        tlsOnly(d, d.provenanceBucket()),
        noOtherAlgorithm(objects),
        noOtherKey(objects, d),
        noCustomerKey(objects),
        DesiredStatement.deny("WaybillNobodyDeletes")
            .everyone()
            .may("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention")
            .on(objects),
        DesiredStatement.deny("WaybillSealsOnce")
            .everyone()
            .may("s3:PutObject")
            .on(objects)
            .when("Null", "s3:if-none-match", "true"),
        DesiredStatement.deny("WaybillSealsAlone")
            .everyone()
            .may("s3:PutObject")
            .on(objects)
            .when("ArnNotLike", "aws:PrincipalArn", d.roleArn(""), d.roleArn("*/")));
  }

  /** Returns the policy of the CloudTrail user guide, narrowed to our trail. */
  public static List<DesiredStatement> log(Deployment d) {
    String bucket = d.bucketArn(d.logBucket());
    return List.of(
        tlsOnly(d, d.logBucket()),
        DesiredStatement.allow("WaybillTrailLooksAtAcl")
            .service(CLOUDTRAIL)
            .may("s3:GetBucketAcl")
            .on(bucket)
            .when("StringEquals", "aws:SourceArn", d.trailArn()),
        DesiredStatement.allow("WaybillTrailWrites")
            .service(CLOUDTRAIL)
            .may("s3:PutObject")
            .on(bucket + "/AWSLogs/" + d.account() + "/*")
            .when("StringEquals", "aws:SourceArn", d.trailArn())
            .when("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control"),
        DesiredStatement.deny("WaybillLogsStay")
            .everyone()
            .may("s3:DeleteObject", "s3:DeleteObjectVersion")
            .on(d.objectsArn(d.logBucket())));
  }

  public static List<DesiredStatement> results(Deployment d) {
    return List.of(tlsOnly(d, d.resultsBucket()));
  }

  public static List<DesiredStatement> queue(Deployment d) {
    String arn = d.queueArn(d.queueName());
    return List.of(
        queueTlsOnly(arn),
        DesiredStatement.allow("WaybillS3Notifies")
            .service("s3.amazonaws.com")
            .may("sqs:SendMessage")
            .on(arn)
            .when("ArnEquals", "aws:SourceArn", d.bucketArn(d.rawBucket()))
            .when("StringEquals", "aws:SourceAccount", d.account()));
  }

  public static List<DesiredStatement> deadLetters(Deployment d) {
    return List.of(queueTlsOnly(d.queueArn(d.deadLetterName())));
  }

  /** A key without a statement for the account could be administered by nobody. */
  public static DesiredStatement keyOwner(Deployment d) {
    return DesiredStatement.allow("AccountAdministers").account(d.rootArn()).may("kms:*").on("*");
  }

  public static List<DesiredStatement> key(Deployment d) {
    return List.of(
        DesiredStatement.allow("WaybillTrailEncrypts")
            .service(CLOUDTRAIL)
            .may("kms:GenerateDataKey*")
            .on("*")
            .when("StringEquals", "aws:SourceArn", d.trailArn())
            .when("StringEquals", "kms:EncryptionContext:aws:cloudtrail:arn", d.trailArn()),
        DesiredStatement.allow("WaybillTrailDescribes")
            .service(CLOUDTRAIL)
            .may("kms:DescribeKey")
            .on("*")
            .when("StringEquals", "aws:SourceArn", d.trailArn()));
  }

  private static DesiredStatement tlsOnly(Deployment d, String bucket) {
    return DesiredStatement.deny("WaybillTlsOnly")
        .everyone()
        .may("s3:*")
        .on(d.bucketArn(bucket), d.objectsArn(bucket))
        .when("Bool", "aws:SecureTransport", "false");
  }

  private static DesiredStatement queueTlsOnly(String arn) {
    return DesiredStatement.deny("WaybillTlsOnly")
        .everyone()
        .may("sqs:*")
        .on(arn)
        .when("Bool", "aws:SecureTransport", "false");
  }

  /** A put that names no encryption gets the bucket's, which is ours. */
  private static DesiredStatement noOtherAlgorithm(String objects) {
    return DesiredStatement.deny("WaybillNoOtherAlgorithm")
        .everyone()
        .may("s3:PutObject")
        .on(objects)
        .when("Null", SSE, "false")
        .when("StringNotEquals", SSE, "aws:kms");
  }

  private static DesiredStatement noOtherKey(String objects, Deployment d) {
    return DesiredStatement.deny("WaybillNoOtherKey")
        .everyone()
        .may("s3:PutObject")
        .on(objects)
        .when("Null", SSE_KEY, "false")
        .when("StringNotEquals", SSE_KEY, d.keyNames());
  }

  /** Denies customer-provided keys: S3 could not read such an object for us. */
  private static DesiredStatement noCustomerKey(String objects) {
    return DesiredStatement.deny("WaybillNoCustomerKey")
        .everyone()
        .may("s3:PutObject")
        .on(objects)
        .when("Null", SSE_C, "false");
  }
}
