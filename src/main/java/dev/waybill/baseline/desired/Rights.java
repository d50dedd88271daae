package dev.waybill.baseline.desired;

import java.util.List;
import java.util.stream.Stream;

/** The least rights of those who work with a deployment, as IAM identity policies. */
public final class Rights {
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
  private final QueryRights queries;

  public Rights(Deployment d) {
    this.d = d;
    this.queries = new QueryRights(d);
  }

  /** The service: custody of objects, audits, incidents, alerts, and a look at the baseline. */
  public List<Statement> service() {
    return Stream.of(custody().stream(), IncidentRights.of(d), SinkRights.of(d), readBaseline())
        .flatMap(it -> it)
        .toList();
  }

  /** It reads objects, seals records, copies, and deletes sources by version. */
  private List<Statement> custody() {
    var raw = d.settings().raw();
    return List.of(
        Statement.allow("ReadObjects")
            .may("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectVersionTagging")
            .on(d.objectsArn(d.rawBucket())),
        Statement.allow("Promote")
            .may("s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload")
            .on(key(raw.processed())),
        Statement.allow("RemoveSources").may("s3:DeleteObjectVersion").on(key(raw.incoming())),
        Statement.allow("SendCanaries").may("s3:PutObject").on(key(raw.test())),
        Statement.allow("LookAtBuckets")
            .may(
                "s3:ListBucket",
                "s3:ListBucketVersions",
                "s3:GetBucketVersioning",
                "s3:GetBucketNotification",
                "s3:GetBucketObjectLockConfiguration")
            .on(arns(d.rawBucket(), d.provenanceBucket(), d.logBucket())),
        Statement.allow("Seal")
            .may("s3:PutObject", "s3:PutObjectRetention", "s3:GetObject")
            .on(d.objectsArn(d.provenanceBucket())),
        Statement.allow("ReadLogs").may("s3:GetObject").on(d.objectsArn(d.logBucket())),
        queries.ask(),
        queries.answers(),
        queries.sources(),
        Statement.allow("Hear")
            .may(
                "sqs:GetQueueUrl",
                "sqs:GetQueueAttributes",
                "sqs:ReceiveMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage")
            .on(d.queueArn(d.queueName())),
        // Receives to look into it, when a canary does not come.
        Statement.allow("GiveUp")
            .may(
                "sqs:GetQueueUrl",
                "sqs:GetQueueAttributes",
                "sqs:SendMessage",
                "sqs:ReceiveMessage")
            .on(d.queueArn(d.deadLetterName())),
        useKey("kms:DescribeKey"),
        Statement.allow("LookAtTrail")
            .may("cloudtrail:GetTrail", "cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors")
            .on(d.trailArn()));
  }

  /** Whoever runs the service: the baseline, canaries and dead letters, but no object. */
  public List<Statement> operator() {
    String dead = d.queueArn(d.deadLetterName());
    String source = d.queueArn(d.queueName());
    return Stream.concat(
            readBaseline(),
            Stream.of(
                // Have no resource to name.
                Statement.allow("MakeKey")
                    .may("kms:CreateKey", "kms:ListKeys", "kms:ListAliases")
                    .on("*"),
                Statement.allow("FindKey").may("kms:DescribeKey").on(keys()),
                Statement.allow("SetKey")
                    .may(
                        "kms:CreateAlias",
                        "kms:EnableKey",
                        "kms:EnableKeyRotation",
                        "kms:CancelKeyDeletion",
                        "kms:PutKeyPolicy",
                        "kms:GenerateDataKey",
                        "kms:Decrypt")
                    .on(keyAndAlias()),
                Statement.allow("SetBuckets").may(SET_BUCKETS).on(allBuckets()),
                Statement.allow("MakePrefixes").may("s3:PutObject").on(prefixes()),
                Statement.allow("SetQueues")
                    .may("sqs:CreateQueue", "sqs:SetQueueAttributes")
                    .on(source, dead),
                Statement.allow("Redrive")
                    .may(
                        "sqs:ReceiveMessage",
                        "sqs:DeleteMessage",
                        "sqs:StartMessageMoveTask",
                        "sqs:ListMessageMoveTasks")
                    .on(dead),
                Statement.allow("RedriveTo").may("sqs:SendMessage").on(source),
                Statement.allow("SetTrail")
                    .may(
                        "cloudtrail:CreateTrail",
                        "cloudtrail:UpdateTrail",
                        "cloudtrail:PutEventSelectors",
                        "cloudtrail:StartLogging")
                    .on(d.trailArn()),
                Statement.allow("SetQueries")
                    .may("athena:CreateWorkGroup", "athena:UpdateWorkGroup")
                    .on(d.workgroupArn()),
                Statement.allow("SetCatalog")
                    .may("glue:CreateDatabase", "glue:CreateTable", "glue:UpdateTable")
                    .on(queries.catalog()),
                Statement.allow("SendCanaries")
                    .may("s3:PutObject", "s3:GetObject")
                    .on(key(d.settings().raw().test())),
                Statement.allow("FollowCanaries")
                    .may("s3:GetObject")
                    .on(d.objectsArn(d.provenanceBucket()), d.objectsArn(d.logBucket()))))
        .toList();
  }

  /** Whoever proves it: reads everything, asks Athena, changes nothing. */
  public List<Statement> auditor() {
    return Stream.concat(
            readBaseline(),
            Stream.of(
                Statement.allow("ReadEvidence")
                    .may("s3:GetObject", "s3:GetObjectVersion")
                    .on(
                        d.objectsArn(d.rawBucket()),
                        d.objectsArn(d.provenanceBucket()),
                        d.objectsArn(d.logBucket()),
                        d.objectsArn(d.resultsBucket())),
                Statement.allow("ListVersions")
                    .may("s3:ListBucketVersions", "s3:GetBucketLocation")
                    .on(allBuckets()),
                Statement.allow("ReadEncrypted")
                    .may("kms:Decrypt", "kms:GenerateDataKey")
                    .on(d.keyArn()),
                queries.ask(),
                Statement.allow("KeepAnswers")
                    .may("s3:PutObject", "s3:AbortMultipartUpload")
                    .on(d.objectsArn(d.resultsBucket()))))
        .toList();
  }

  private Stream<Statement> readBaseline() {
    return Stream.of(
        Statement.allow("ReadBuckets").may(READ_BUCKETS).on(allBuckets()),
        Statement.allow("ReadKey")
            .may("kms:DescribeKey", "kms:GetKeyRotationStatus", "kms:GetKeyPolicy")
            .on(d.keyArn()),
        Statement.allow("ReadQueues")
            .may("sqs:GetQueueUrl", "sqs:GetQueueAttributes")
            .on(d.queueArn(d.queueName()), d.queueArn(d.deadLetterName())),
        // Has no resource to name.
        Statement.allow("ReadTrails").may("cloudtrail:DescribeTrails").on("*"),
        Statement.allow("ReadTrail")
            .may("cloudtrail:GetTrail", "cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors")
            .on(d.trailArn()),
        Statement.allow("ReadQueries").may("athena:GetWorkGroup").on(d.workgroupArn()),
        queries.readCatalog());
  }

  private Statement useKey(String more) {
    return Statement.allow("UseKey").may("kms:Decrypt", "kms:GenerateDataKey", more).on(d.keyArn());
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
