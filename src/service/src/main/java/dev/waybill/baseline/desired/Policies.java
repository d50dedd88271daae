package dev.waybill.baseline.desired;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Desired statements of resource policies, identified by their Sids. */
public final class Policies {
  private static final String SSE = "s3:x-amz-server-side-encryption";
  private static final String SSE_KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  private static final String SSE_C = "s3:x-amz-server-side-encryption-customer-algorithm";
  private static final String PRINCIPAL = "aws:PrincipalArn";
  private static final String CLOUDTRAIL = "cloudtrail.amazonaws.com";

  private Policies() {}

  /**
   * Returns the statements of a bucket of scopes: only the service and the role for emergencies
   * change promoted objects and delete versions.
   */
  public static List<DesiredStatement> raw(Deployment d, ScopeBucket bucket) {
    String objects = d.objectsArn(bucket.name());
    List<DesiredStatement> all = new ArrayList<>();
    all.add(tlsOnly(d, bucket.name()));
    if (d.settings().requireKms()) {
      all.add(noOtherAlgorithm(objects));
      all.add(noOtherKey(objects, d));
    }
    all.add(noCustomerKey(objects));
    if (!bucket.promoted().isEmpty()) {
      all.add(promotesAlone(d, bucket));
    }
    all.add(versionsStay(d, objects));
    all.add(retentionStays(d, objects));
    return all;
  }

  /**
   * Denies changes of promoted objects. The folder marker {@code processed/} is excepted: it is no
   * promoted object, and the operator who applies the baseline creates it.
   */
  private static DesiredStatement promotesAlone(Deployment d, ScopeBucket bucket) {
    return DesiredStatement.deny("WaybillPromotesAlone")
        .anyPrincipal()
        .actions("s3:PutObject", "s3:DeleteObject", "s3:ReplicateObject", "s3:ReplicateDelete")
        .resources(
            bucket.promoted().stream()
                .map(it -> d.bucketArn(bucket.name()) + "/" + it.processed() + "?*")
                .toArray(String[]::new))
        .condition("ArnNotLike", PRINCIPAL, d.custodianRoleArns());
  }

  /** Denies deletions for good, of evidence and of objects that wait for custody. */
  private static DesiredStatement versionsStay(Deployment d, String objects) {
    return DesiredStatement.deny("WaybillVersionsStay")
        .anyPrincipal()
        .actions("s3:DeleteObjectVersion")
        .resources(objects)
        .condition("ArnNotLike", PRINCIPAL, d.custodianRoleArns());
  }

  /** Denies deletions of locked versions before their time, to the service as well. */
  private static DesiredStatement retentionStays(Deployment d, String objects) {
    DesiredStatement statement =
        DesiredStatement.deny("WaybillRetentionStays")
            .anyPrincipal()
            .actions("s3:BypassGovernanceRetention")
            .resources(objects);
    String[] exempt = d.breakGlassRoleArns();
    return exempt.length == 0 ? statement : statement.condition("ArnNotLike", PRINCIPAL, exempt);
  }

  /**
   * Returns the statements of the provenance bucket: only the service puts records, once, and no
   * principal deletes them. A deletion requires a change of this policy, which CloudTrail logs.
   */
  public static List<DesiredStatement> provenance(Deployment d) {
    String objects = d.objectsArn(d.provenanceBucket());
    List<DesiredStatement> all = new ArrayList<>();
    all.add(tlsOnly(d, d.provenanceBucket()));
    all.add(noOtherAlgorithm(objects));
    all.add(noOtherKey(objects, d));
    all.add(noCustomerKey(objects));
    all.addAll(ProvenanceStatements.of(d));
    return all;
  }

  /** Returns the policy of the CloudTrail user guide, limited to the trail of the deployment. */
  public static List<DesiredStatement> log(Deployment d) {
    return log(d, d.trailArn());
  }

  /** Returns the statements that also let trails of other deployments deliver, as at present. */
  public static List<DesiredStatement> log(Deployment d, DesiredPolicy present) {
    return log(d, trails(d, present, log(d)));
  }

  private static String[] trails(
      Deployment d, DesiredPolicy present, List<DesiredStatement> desired) {
    return Stream.concat(
            Stream.of(d.trailArn()), present.arnsBeyond(desired).stream().filter(d::isTrailArn))
        .toArray(String[]::new);
  }

  private static List<DesiredStatement> log(Deployment d, String... trails) {
    String bucket = d.bucketArn(d.logBucket());
    return List.of(
        tlsOnly(d, d.logBucket()),
        DesiredStatement.allow("WaybillTrailLooksAtAcl")
            .service(CLOUDTRAIL)
            .actions("s3:GetBucketAcl")
            .resources(bucket)
            .condition("StringEquals", "aws:SourceArn", trails),
        DesiredStatement.allow("WaybillTrailWrites")
            .service(CLOUDTRAIL)
            .actions("s3:PutObject")
            .resources(bucket + "/AWSLogs/" + d.account() + "/*")
            .condition("StringEquals", "aws:SourceArn", trails)
            .condition("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control"),
        trailWritesAlone(d),
        DesiredStatement.deny("WaybillLogsStay")
            .anyPrincipal()
            .actions("s3:DeleteObject", "s3:DeleteObjectVersion")
            .resources(d.objectsArn(d.logBucket())));
  }

  /**
   * Denies other writers log files, which audits would read. A service needs a permission of its
   * own in this policy; the role for emergencies replaces a damaged file.
   */
  private static DesiredStatement trailWritesAlone(Deployment d) {
    DesiredStatement statement =
        DesiredStatement.deny("WaybillTrailWritesAlone")
            .anyPrincipal()
            .actions("s3:PutObject", "s3:ReplicateObject")
            .resources(d.objectsArn(d.logBucket()))
            .condition("BoolIfExists", "aws:PrincipalIsAWSService", "false");
    String[] exempt = d.breakGlassRoleArns();
    return exempt.length == 0 ? statement : statement.condition("ArnNotLike", PRINCIPAL, exempt);
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
            .actions("sqs:SendMessage")
            .resources(arn)
            .condition("ArnEquals", "aws:SourceArn", d.sourceBucketArns())
            .condition("StringEquals", "aws:SourceAccount", d.account()));
  }

  public static List<DesiredStatement> deadLetters(Deployment d) {
    return List.of(queueTlsOnly(d.queueArn(d.deadLetterName())));
  }

  public static List<DesiredStatement> backfillQueue(Deployment d) {
    return List.of(queueTlsOnly(d.queueArn(d.backfillQueueName())));
  }

  public static List<DesiredStatement> fixityQueue(Deployment d) {
    return List.of(queueTlsOnly(d.queueArn(d.fixityQueueName())));
  }

  /** Returns the statement for the account, without which no principal could administer the key. */
  public static DesiredStatement keyOwner(Deployment d) {
    return DesiredStatement.allow("AccountAdministers")
        .account(d.rootArn())
        .actions("kms:*")
        .resources("*");
  }

  public static List<DesiredStatement> key(Deployment d) {
    return key(new String[] {d.trailArn()});
  }

  /** Returns the statements that also let trails of other deployments encrypt, as at present. */
  public static List<DesiredStatement> key(Deployment d, DesiredPolicy present) {
    return key(trails(d, present, key(d)));
  }

  private static List<DesiredStatement> key(String[] trails) {
    return List.of(
        DesiredStatement.allow("WaybillTrailEncrypts")
            .service(CLOUDTRAIL)
            .actions("kms:GenerateDataKey*")
            .resources("*")
            .condition("StringEquals", "aws:SourceArn", trails)
            .condition("StringEquals", "kms:EncryptionContext:aws:cloudtrail:arn", trails),
        DesiredStatement.allow("WaybillTrailDescribes")
            .service(CLOUDTRAIL)
            .actions("kms:DescribeKey")
            .resources("*")
            .condition("StringEquals", "aws:SourceArn", trails));
  }

  private static DesiredStatement tlsOnly(Deployment d, String bucket) {
    return DesiredStatement.deny("WaybillTlsOnly")
        .anyPrincipal()
        .actions("s3:*")
        .resources(d.bucketArn(bucket), d.objectsArn(bucket))
        .condition("Bool", "aws:SecureTransport", "false");
  }

  private static DesiredStatement queueTlsOnly(String arn) {
    return DesiredStatement.deny("WaybillTlsOnly")
        .anyPrincipal()
        .actions("sqs:*")
        .resources(arn)
        .condition("Bool", "aws:SecureTransport", "false");
  }

  /** Denies another algorithm; a put without encryption gets the bucket's default. */
  private static DesiredStatement noOtherAlgorithm(String objects) {
    return DesiredStatement.deny("WaybillNoOtherAlgorithm")
        .anyPrincipal()
        .actions("s3:PutObject")
        .resources(objects)
        .condition("Null", SSE, "false")
        .condition("StringNotEquals", SSE, "aws:kms");
  }

  private static DesiredStatement noOtherKey(String objects, Deployment d) {
    return DesiredStatement.deny("WaybillNoOtherKey")
        .anyPrincipal()
        .actions("s3:PutObject")
        .resources(objects)
        .condition("Null", SSE_KEY, "false")
        .condition("StringNotEquals", SSE_KEY, d.keyNames());
  }

  /** Denies customer-provided keys, because Waybill could not read such an object. */
  private static DesiredStatement noCustomerKey(String objects) {
    return DesiredStatement.deny("WaybillNoCustomerKey")
        .anyPrincipal()
        .actions("s3:PutObject")
        .resources(objects)
        .condition("Null", SSE_C, "false");
  }
}
