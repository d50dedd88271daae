package dev.waybill.baseline.desired;

/**
 * Permissions to run a query: Athena looks up tables, reads their data and writes the result with
 * the permissions of the caller.
 */
final class QueryPermissions {
  private final Deployment d;

  QueryPermissions(Deployment d) {
    this.d = d;
  }

  DesiredStatement ask() {
    return DesiredStatement.allow("Ask")
        .may(
            "athena:StartQueryExecution",
            "athena:GetQueryExecution",
            "athena:GetQueryResults",
            "athena:StopQueryExecution")
        .on(d.workgroupArn());
  }

  /** Partitions are projected and yet looked up, as Athena's guide has it. */
  DesiredStatement readCatalog() {
    return DesiredStatement.allow("FindTables")
        .may(
            "glue:GetDatabase",
            "glue:GetDatabases",
            "glue:GetTable",
            "glue:GetTables",
            "glue:GetPartition",
            "glue:GetPartitions")
        .on(catalog());
  }

  /** The answers, and what is kept beside them of how far audits have come. */
  DesiredStatement answers() {
    return DesiredStatement.allow("KeepAnswers")
        .may(
            "s3:GetObject",
            "s3:PutObject",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts")
        .on(d.objectsArn(d.resultsBucket()));
  }

  /** The buckets of the logs, the records and the answers. */
  DesiredStatement sources() {
    return DesiredStatement.allow("LocateSources")
        .may("s3:GetBucketLocation", "s3:ListBucket")
        .on(
            d.bucketArn(d.logBucket()),
            d.bucketArn(d.provenanceBucket()),
            d.bucketArn(d.resultsBucket()));
  }

  String[] catalog() {
    String database = d.settings().audit().database();
    return new String[] {
      d.glueArn("catalog"), d.glueArn("database/" + database), d.glueArn("table/" + database + "/*")
    };
  }
}
