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

  DesiredStatement runQueries() {
    return DesiredStatement.allow("Ask")
        .actions(
            "athena:StartQueryExecution",
            "athena:GetQueryExecution",
            "athena:GetQueryResults",
            "athena:StopQueryExecution")
        .resources(d.workgroupArn());
  }

  /** Allows reads of partitions too, because Athena looks up projected partitions. */
  DesiredStatement readCatalog() {
    return DesiredStatement.allow("FindTables")
        .actions(
            "glue:GetDatabase",
            "glue:GetDatabases",
            "glue:GetTable",
            "glue:GetTables",
            "glue:GetPartition",
            "glue:GetPartitions")
        .resources(catalog());
  }

  /** Allows results of queries and the stored progress of audits. */
  DesiredStatement storeResults() {
    return DesiredStatement.allow("KeepAnswers")
        .actions(
            "s3:GetObject",
            "s3:PutObject",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts")
        .resources(d.objectsArn(d.resultsBucket()));
  }

  /** Allows listing the buckets of the logs, the records and the results. */
  DesiredStatement locateBuckets() {
    return DesiredStatement.allow("LocateSources")
        .actions("s3:GetBucketLocation", "s3:ListBucket")
        .resources(
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
