package dev.waybill.baseline.desired;

import java.util.List;

/** The statements that resources of the baseline carry; each is known by its Sid. */
public final class Policies {
  private static final String SSE = "s3:x-amz-server-side-encryption";
  private static final String SSE_KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  private static final String SSE_C = "s3:x-amz-server-side-encryption-customer-algorithm";
  private static final String CLOUDTRAIL = "cloudtrail.amazonaws.com";

  private Policies() {}

  public static List<Statement> raw(Deployment d) {
    String objects = d.objectsArn(d.rawBucket());
    List<Statement> always = List.of(tlsOnly(d, d.rawBucket()), noCustomerKey(objects));
    return d.settings().requireKms()
        ? List.of(always.get(0), noOtherAlgorithm(objects), noOtherKey(objects, d), always.get(1))
        : always;
  }

  /**
   * Records are put once, by the service alone, and nobody deletes them; whoever wants to must
   * change this policy first, which is on record.
   */
  public static List<Statement> provenance(Deployment d) {
    String objects = d.objectsArn(d.provenanceBucket());
    return List.of(
        tlsOnly(d, d.provenanceBucket()),
        noOtherAlgorithm(objects),
        noOtherKey(objects, d),
        noCustomerKey(objects),
        Statement.deny("WaybillNobodyDeletes")
            .everyone()
            .may("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention")
            .on(objects),
        Statement.deny("WaybillSealsOnce")
            .everyone()
            .may("s3:PutObject")
            .on(objects)
            .when("Null", "s3:if-none-match", "true"),
        Statement.deny("WaybillSealsAlone")
            .everyone()
            .may("s3:PutObject")
            .on(objects)
            .when("ArnNotLike", "aws:PrincipalArn", d.roleArn(""), d.roleArn("*/")));
  }

  /** As the CloudTrail user guide gives it, narrowed to our trail. */
  public static List<Statement> log(Deployment d) {
    String bucket = d.bucketArn(d.logBucket());
    return List.of(
        tlsOnly(d, d.logBucket()),
        Statement.allow("WaybillTrailLooksAtAcl")
            .service(CLOUDTRAIL)
            .may("s3:GetBucketAcl")
            .on(bucket)
            .when("StringEquals", "aws:SourceArn", d.trailArn()),
        Statement.allow("WaybillTrailWrites")
            .service(CLOUDTRAIL)
            .may("s3:PutObject")
            .on(bucket + "/AWSLogs/" + d.account() + "/*")
            .when("StringEquals", "aws:SourceArn", d.trailArn())
            .when("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control"),
        Statement.deny("WaybillLogsStay")
            .everyone()
            .may("s3:DeleteObject", "s3:DeleteObjectVersion")
            .on(d.objectsArn(d.logBucket())));
  }

  public static List<Statement> results(Deployment d) {
    return List.of(tlsOnly(d, d.resultsBucket()));
  }

  public static List<Statement> queue(Deployment d) {
    String arn = d.queueArn(d.queueName());
    return List.of(
        queueTlsOnly(arn),
        Statement.allow("WaybillS3Notifies")
            .service("s3.amazonaws.com")
            .may("sqs:SendMessage")
            .on(arn)
            .when("ArnEquals", "aws:SourceArn", d.bucketArn(d.rawBucket()))
            .when("StringEquals", "aws:SourceAccount", d.account()));
  }

  public static List<Statement> deadLetters(Deployment d) {
    return List.of(queueTlsOnly(d.queueArn(d.deadLetterName())));
  }

  /** A key without a statement for the account could be administered by nobody. */
  public static Statement keyOwner(Deployment d) {
    return Statement.allow("AccountAdministers").account(d.rootArn()).may("kms:*").on("*");
  }

  public static List<Statement> key(Deployment d) {
    return List.of(
        Statement.allow("WaybillTrailEncrypts")
            .service(CLOUDTRAIL)
            .may("kms:GenerateDataKey*")
            .on("*")
            .when("StringEquals", "aws:SourceArn", d.trailArn())
            .when("StringEquals", "kms:EncryptionContext:aws:cloudtrail:arn", d.trailArn()),
        Statement.allow("WaybillTrailDescribes")
            .service(CLOUDTRAIL)
            .may("kms:DescribeKey")
            .on("*")
            .when("StringEquals", "aws:SourceArn", d.trailArn()));
  }

  private static Statement tlsOnly(Deployment d, String bucket) {
    return Statement.deny("WaybillTlsOnly")
        .everyone()
        .may("s3:*")
        .on(d.bucketArn(bucket), d.objectsArn(bucket))
        .when("Bool", "aws:SecureTransport", "false");
  }

  private static Statement queueTlsOnly(String arn) {
    return Statement.deny("WaybillTlsOnly")
        .everyone()
        .may("sqs:*")
        .on(arn)
        .when("Bool", "aws:SecureTransport", "false");
  }

  /** A put that names no encryption gets the bucket's, which is ours. */
  private static Statement noOtherAlgorithm(String objects) {
    return Statement.deny("WaybillNoOtherAlgorithm")
        .everyone()
        .may("s3:PutObject")
        .on(objects)
        .when("Null", SSE, "false")
        .when("StringNotEquals", SSE, "aws:kms");
  }

  private static Statement noOtherKey(String objects, Deployment d) {
    return Statement.deny("WaybillNoOtherKey")
        .everyone()
        .may("s3:PutObject")
        .on(objects)
        .when("Null", SSE_KEY, "false")
        .when("StringNotEquals", SSE_KEY, d.keyNames());
  }

  /** Of an object under a customer's own key, S3 could tell us nothing. */
  private static Statement noCustomerKey(String objects) {
    return Statement.deny("WaybillNoCustomerKey")
        .everyone()
        .may("s3:PutObject")
        .on(objects)
        .when("Null", SSE_C, "false");
  }
}
