package dev.waybill.baseline.desired;

import java.util.stream.Stream;

/** IAM permissions of the service outside of the raw bucket. */
final class ServicePermissions {
  private ServicePermissions() {}

  /**
   * Returns permissions to seal objects, to run queries, and to receive and give up messages. The
   * permissions to read the baseline cover reads of the trail, and those to store results cover
   * incidents.
   */
  static Stream<DesiredStatement> of(Deployment d, QueryPermissions queries) {
    return Stream.of(
        DesiredStatement.allow("LookAtBuckets")
            .actions(
                "s3:ListBucket",
                "s3:ListBucketVersions",
                "s3:GetBucketVersioning",
                "s3:GetBucketNotification",
                "s3:GetBucketObjectLockConfiguration")
            .resources(buckets(d)),
        DesiredStatement.allow("Seal")
            .actions(
                "s3:PutObject", "s3:PutObjectRetention", "s3:GetObjectRetention", "s3:GetObject")
            .resources(d.objectsArn(d.provenanceBucket())),
        DesiredStatement.allow("WriteLog")
            .actions("s3:PutObjectTagging", "s3:GetObjectVersion")
            .resources(
                ProvenanceStatements.log(d) + "*",
                ProvenanceStatements.fixity(d) + "*",
                ProvenanceStatements.reconcile(d) + "*",
                ProvenanceStatements.drills(d) + "*",
                ProvenanceStatements.trail(d) + "*",
                ProvenanceStatements.delegations(d) + "*",
                ProvenanceStatements.state(d) + "*",
                ProvenanceStatements.claims(d) + "*"),
        DesiredStatement.allow("TidyLog")
            .actions("s3:DeleteObject")
            .resources(ProvenanceStatements.temporary(d)),
        DesiredStatement.allow("ReadLogs")
            .actions("s3:GetObject", "s3:GetObjectVersion")
            .resources(d.objectsArn(d.logBucket())),
        queries.runQueries(),
        queries.storeResults(),
        queries.locateBuckets(),
        DesiredStatement.allow("Hear")
            .actions(
                "sqs:GetQueueUrl",
                "sqs:GetQueueAttributes",
                "sqs:ReceiveMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage")
            .resources(d.queueArn(d.queueName())),
        DesiredStatement.allow("HandOut")
            .actions(
                "sqs:GetQueueUrl",
                "sqs:GetQueueAttributes",
                "sqs:SendMessage",
                "sqs:ReceiveMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage")
            .resources(d.queueArn(d.fixityQueueName()), d.queueArn(d.backfillQueueName())),
        // Receives in order to search the queue for a missing canary.
        DesiredStatement.allow("GiveUp")
            .actions(
                "sqs:GetQueueUrl",
                "sqs:GetQueueAttributes",
                "sqs:SendMessage",
                "sqs:ReceiveMessage")
            .resources(d.queueArn(d.deadLetterName())),
        DesiredStatement.allow("UseKey")
            .actions("kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey")
            .resources(d.keyArn()));
  }

  private static String[] buckets(Deployment d) {
    return Stream.concat(
            d.scopeBucketNames().stream(), Stream.of(d.provenanceBucket(), d.logBucket()))
        .map(d::bucketArn)
        .toArray(String[]::new);
  }
}
