package dev.waybill.baseline.desired;

import java.util.List;
import java.util.stream.Stream;

/** Least-privilege IAM identity policies of the service, the operator and the auditor. */
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

  /** Returns the policy of the service: custody, audits, incidents, alerts and baseline checks. */
  public List<DesiredStatement> service() {
    return Stream.of(
            ObjectPermissions.of(d),
            ObjectPermissions.retention(d),
            ObjectPermissions.drills(d),
            SigningPermissions.sign(d),
            ServicePermissions.of(d, queries),
            SinkPermissions.of(d),
            readBaseline())
        .flatMap(it -> it)
        .toList();
  }

  /** Returns the policy of operators: baseline, canaries, dead letters, incidents; no objects. */
  public List<DesiredStatement> operator() {
    String deadLetters = d.queueArn(d.deadLetterName());
    String source = d.queueArn(d.queueName());
    return Stream.of(
            readBaseline(),
            SigningPermissions.manage(d),
            Stream.of(
                // These actions support no resource.
                DesiredStatement.allow("MakeKey")
                    .actions("kms:CreateKey", "kms:ListKeys", "kms:ListAliases")
                    .resources("*"),
                DesiredStatement.allow("FindKey").actions("kms:DescribeKey").resources(keys()),
                DesiredStatement.allow("SetKey")
                    .actions(
                        "kms:CreateAlias",
                        "kms:EnableKey",
                        "kms:EnableKeyRotation",
                        "kms:CancelKeyDeletion",
                        "kms:PutKeyPolicy",
                        "kms:GenerateDataKey",
                        "kms:Decrypt")
                    .resources(keyAndAlias()),
                DesiredStatement.allow("SetBuckets").actions(SET_BUCKETS).resources(allBuckets()),
                DesiredStatement.allow("MakePrefixes")
                    .actions("s3:PutObject")
                    .resources(prefixes()),
                DesiredStatement.allow("SetQueues")
                    .actions("sqs:CreateQueue", "sqs:SetQueueAttributes")
                    .resources(
                        source,
                        deadLetters,
                        d.queueArn(d.fixityQueueName()),
                        d.queueArn(d.backfillQueueName())),
                DesiredStatement.allow("Redrive")
                    .actions(
                        "sqs:ReceiveMessage",
                        "sqs:DeleteMessage",
                        "sqs:ChangeMessageVisibility",
                        "sqs:StartMessageMoveTask",
                        "sqs:ListMessageMoveTasks")
                    .resources(deadLetters),
                DesiredStatement.allow("RedriveTo").actions("sqs:SendMessage").resources(source),
                DesiredStatement.allow("SetTrail")
                    .actions(
                        "cloudtrail:CreateTrail",
                        "cloudtrail:UpdateTrail",
                        "cloudtrail:PutEventSelectors",
                        "cloudtrail:StartLogging")
                    .resources(d.trailArn()),
                DesiredStatement.allow("SetQueries")
                    .actions("athena:CreateWorkGroup", "athena:UpdateWorkGroup")
                    .resources(d.workgroupArn()),
                DesiredStatement.allow("SetCatalog")
                    .actions("glue:CreateDatabase", "glue:CreateTable", "glue:UpdateTable")
                    .resources(queries.catalog()),
                DesiredStatement.allow("SendCanaries")
                    .actions("s3:PutObject", "s3:GetObject")
                    .resources(key(d.settings().raw().test())),
                DesiredStatement.allow("FollowCanaries")
                    .actions("s3:GetObject")
                    .resources(d.objectsArn(d.provenanceBucket()), d.objectsArn(d.logBucket())),
                IncidentPermissions.keep(d)))
        .flatMap(it -> it)
        .toList();
  }

  /** Returns the policy of auditors: reads everything, runs queries, changes nothing. */
  public List<DesiredStatement> auditor() {
    return Stream.of(
            readBaseline(),
            ObjectPermissions.retention(d),
            SigningPermissions.verify(d),
            Stream.of(
                DesiredStatement.allow("ReadEvidence")
                    .actions("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectVersionTagging")
                    .resources(buckets().map(d::objectsArn).toArray(String[]::new)),
                DesiredStatement.allow("ListVersions")
                    .actions("s3:ListBucketVersions", "s3:GetBucketLocation")
                    .resources(allBuckets()),
                DesiredStatement.allow("ReadEncrypted")
                    .actions("kms:Decrypt", "kms:GenerateDataKey")
                    .resources(d.keyArn()),
                queries.runQueries(),
                DesiredStatement.allow("KeepAnswers")
                    .actions("s3:PutObject", "s3:AbortMultipartUpload")
                    .resources(d.objectsArn(d.resultsBucket()))))
        .flatMap(it -> it)
        .toList();
  }

  private Stream<DesiredStatement> readBaseline() {
    return Stream.of(
        DesiredStatement.allow("ReadBuckets").actions(READ_BUCKETS).resources(allBuckets()),
        DesiredStatement.allow("ReadKey")
            .actions("kms:DescribeKey", "kms:GetKeyRotationStatus", "kms:GetKeyPolicy")
            .resources(d.keyArn()),
        DesiredStatement.allow("ReadQueues")
            .actions("sqs:GetQueueUrl", "sqs:GetQueueAttributes")
            .resources(
                d.queueArn(d.queueName()),
                d.queueArn(d.deadLetterName()),
                d.queueArn(d.fixityQueueName()),
                d.queueArn(d.backfillQueueName())),
        // These actions support no resource.
        DesiredStatement.allow("ReadTrails")
            .actions("cloudtrail:DescribeTrails", "cloudtrail:ListPublicKeys")
            .resources("*"),
        DesiredStatement.allow("ReadTrail")
            .actions(
                "cloudtrail:GetTrail", "cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors")
            .resources(d.trailArn()),
        DesiredStatement.allow("ReadQueries")
            .actions("athena:GetWorkGroup")
            .resources(d.workgroupArn()),
        queries.readCatalog());
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
    return d.scopeBuckets().stream()
        .flatMap(bucket -> bucket.prefixes().stream().map(it -> bucket.name() + "/" + it))
        .map(d::bucketArn)
        .toArray(String[]::new);
  }

  private String[] allBuckets() {
    return buckets().map(d::bucketArn).toArray(String[]::new);
  }

  private Stream<String> buckets() {
    return Stream.concat(
        d.scopeBucketNames().stream(),
        Stream.of(d.provenanceBucket(), d.logBucket(), d.resultsBucket()));
  }
}
