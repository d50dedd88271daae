package dev.waybill.baseline.desired;

import java.util.List;
import java.util.stream.Stream;

/** The least rights of those who work with a deployment, as IAM identity policies. */
public final class RolePermissions {
  private static final String[] READ_BUCKETS = {
    "s3:ListBucket",
    "s3:GetBucketVersioning",
    "s3:GetEncryptionConfiguration",
    "s3:GetLifecycleConfiguration",
    "s3:GetBucketPublicAccessBlock",
    "s3:GetBucketOwnershipControls",
    "s3:GetBucketPolicy",
    "s3:GetBucketObjectLockConfiguration",
    "s3:GetBucketNotification"
  };
  private static final String[] SET_BUCKETS = {
    "s3:CreateBucket",
    "s3:PutBucketVersioning",
    "s3:PutEncryptionConfiguration",
    "s3:PutLifecycleConfiguration",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutBucketOwnershipControls",
    "s3:PutBucketPolicy",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketNotification"
  };

  private final Deployment d;
  private final QueryPermissions queries;

  public RolePermissions(Deployment d) {
    this.d = d;
    this.queries = new QueryPermissions(d);
  }

  /** The service: custody of objects, audits, incidents, alerts, and a look at the baseline. */
  public List<DesiredStatement> service() {
    return Stream.of(
            custody().stream(), IncidentPermissions.of(d), SinkPermissions.of(d), readBaseline())
        .flatMap(it -> it)
        .toList();
  }

  /** It reads objects, seals records, copies, and deletes sources by version. */
  private List<DesiredStatement> custody() {
    var raw = d.settings().raw();
    return List.of(
        DesiredStatement.allow("ReadObjects")
            .may("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectVersionTagging")
            .on(d.objectsArn(d.rawBucket())),
        DesiredStatement.allow("Promote")
            .may("s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload")
            .on(key(raw.processed())),
        DesiredStatement.allow("RemoveSources")
            .may("s3:DeleteObjectVersion")
            .on(key(raw.incoming())),
        DesiredStatement.allow("SendCanaries").may("s3:PutObject").on(key(raw.test())),
        DesiredStatement.allow("LookAtBuckets")
            .may(
                "s3:ListBucket",
                "s3:ListBucketVersions",
                "s3:GetBucketVersioning",
                "s3:GetBucketNotification",
                "s3:GetBucketObjectLockConfiguration")
            .on(arns(d.rawBucket(), d.provenanceBucket(), d.logBucket())),
        DesiredStatement.allow("Seal")
            .may("s3:PutObject", "s3:PutObjectRetention", "s3:GetObject")
            .on(d.objectsArn(d.provenanceBucket())),
        DesiredStatement.allow("ReadLogs").may("s3:GetObject").on(d.objectsArn(d.logBucket())),
        queries.ask(),
        queries.answers(),
        queries.sources(),
        DesiredStatement.allow("Hear")
            .may(
                "sqs:GetQueueUrl",
                "sqs:GetQueueAttributes",
                "sqs:ReceiveMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage")
            .on(d.queueArn(d.queueName())),
        // Receives to look into it, when a canary does not come.
        DesiredStatement.allow("GiveUp")
            .may(
                "sqs:GetQueueUrl",
                "sqs:GetQueueAttributes",
                "sqs:SendMessage",
                "sqs:ReceiveMessage")
            .on(d.queueArn(d.deadLetterName())),
        useKey("kms:DescribeKey"),
        DesiredStatement.allow("LookAtTrail")
            .may("cloudtrail:GetTrail", "cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors")
            .on(d.trailArn()));
  }

  /** Whoever runs the service: the baseline, canaries and dead letters, but no object. */
  public List<DesiredStatement> operator() {
    String dead = d.queueArn(d.deadLetterName());
    String source = d.queueArn(d.queueName());
    return Stream.concat(
            readBaseline(),
            Stream.of(
                // Have no resource to name.
                DesiredStatement.allow("MakeKey")
                    .may("kms:CreateKey", "kms:ListKeys", "kms:ListAliases")
                    .on("*"),
                DesiredStatement.allow("FindKey").may("kms:DescribeKey").on(keys()),
                DesiredStatement.allow("SetKey")
                    .may(
                        "kms:CreateAlias",
                        "kms:EnableKey",
                        "kms:EnableKeyRotation",
                        "kms:CancelKeyDeletion",
                        "kms:PutKeyPolicy",
                        "kms:GenerateDataKey",
                        "kms:Decrypt")
                    .on(keyAndAlias()),
                DesiredStatement.allow("SetBuckets").may(SET_BUCKETS).on(allBuckets()),
                DesiredStatement.allow("MakePrefixes").may("s3:PutObject").on(prefixes()),
                DesiredStatement.allow("SetQueues")
                    .may("sqs:CreateQueue", "sqs:SetQueueAttributes")
                    .on(source, dead),
                DesiredStatement.allow("Redrive")
                    .may(
                        "sqs:ReceiveMessage",
                        "sqs:DeleteMessage",
                        "sqs:StartMessageMoveTask",
                        "sqs:ListMessageMoveTasks")
                    .on(dead),
                DesiredStatement.allow("RedriveTo").may("sqs:SendMessage").on(source),
                DesiredStatement.allow("SetTrail")
                    .may(
                        "cloudtrail:CreateTrail",
                        "cloudtrail:UpdateTrail",
                        "cloudtrail:PutEventSelectors",
                        "cloudtrail:StartLogging")
                    .on(d.trailArn()),
                DesiredStatement.allow("SetQueries")
                    .may("athena:CreateWorkGroup", "athena:UpdateWorkGroup")
                    .on(d.workgroupArn()),
                DesiredStatement.allow("SetCatalog")
                    .may("glue:CreateDatabase", "glue:CreateTable", "glue:UpdateTable")
                    .on(queries.catalog()),
                DesiredStatement.allow("SendCanaries")
                    .may("s3:PutObject", "s3:GetObject")
                    .on(key(d.settings().raw().test())),
                DesiredStatement.allow("FollowCanaries")
                    .may("s3:GetObject")
                    .on(d.objectsArn(d.provenanceBucket()), d.objectsArn(d.logBucket()))))
        .toList();
  }

  /** Whoever proves it: reads everything, asks Athena, changes nothing. */
  public List<DesiredStatement> auditor() {
    return Stream.concat(
            readBaseline(),
            Stream.of(
                DesiredStatement.allow("ReadEvidence")
                    .may("s3:GetObject", "s3:GetObjectVersion")
                    .on(
                        d.objectsArn(d.rawBucket()),
                        d.objectsArn(d.provenanceBucket()),
                        d.objectsArn(d.logBucket()),
                        d.objectsArn(d.resultsBucket())),
                DesiredStatement.allow("ListVersions")
                    .may("s3:ListBucketVersions", "s3:GetBucketLocation")
                    .on(allBuckets()),
                DesiredStatement.allow("ReadEncrypted")
                    .may("kms:Decrypt", "kms:GenerateDataKey")
                    .on(d.keyArn()),
                queries.ask(),
                DesiredStatement.allow("KeepAnswers")
                    .may("s3:PutObject", "s3:AbortMultipartUpload")
                    .on(d.objectsArn(d.resultsBucket()))))
        .toList();
  }

  private Stream<DesiredStatement> readBaseline() {
    return Stream.of(
        DesiredStatement.allow("ReadBuckets").may(READ_BUCKETS).on(allBuckets()),
        DesiredStatement.allow("ReadKey")
            .may("kms:DescribeKey", "kms:GetKeyRotationStatus", "kms:GetKeyPolicy")
            .on(d.keyArn()),
        DesiredStatement.allow("ReadQueues")
            .may("sqs:GetQueueUrl", "sqs:GetQueueAttributes")
            .on(d.queueArn(d.queueName()), d.queueArn(d.deadLetterName())),
        // Has no resource to name.
        DesiredStatement.allow("ReadTrails").may("cloudtrail:DescribeTrails").on("*"),
        DesiredStatement.allow("ReadTrail")
            .may("cloudtrail:GetTrail", "cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors")
            .on(d.trailArn()),
        DesiredStatement.allow("ReadQueries").may("athena:GetWorkGroup").on(d.workgroupArn()),
        queries.readCatalog());
  }

  private DesiredStatement useKey(String more) {
    return DesiredStatement.allow("UseKey")
        .may("kms:Decrypt", "kms:GenerateDataKey", more)
        .on(d.keyArn());
  }

  private String keys() {
    return "arn:" + d.partition() + ":kms:" + d.region() + ":" + d.account() + ":key/*";
  }

  private String[] keyAndAlias() {
    String setting = d.settings().kmsKey();
    String alias =
        "arn:" + d.partition() + ":kms:" + d.region() + ":" + d.account() + ":" + setting;
    return setting.startsWith("alias/")
        ? new String[] {d.keyArn(), alias}
        : new String[] {d.keyArn()};
  }

  private String key(String prefix) {
    return d.bucketArn(d.rawBucket()) + "/" + prefix + "*";
  }

  private String[] prefixes() {
    var raw = d.settings().raw();
    return Stream.of(raw.incoming(), raw.processed(), raw.test())
        .map(it -> d.bucketArn(d.rawBucket()) + "/" + it)
        .toArray(String[]::new);
  }

  private String[] allBuckets() {
    return arns(d.rawBucket(), d.provenanceBucket(), d.logBucket(), d.resultsBucket());
  }

  private String[] arns(String... buckets) {
    return Stream.of(buckets).map(d::bucketArn).toArray(String[]::new);
  }
}
