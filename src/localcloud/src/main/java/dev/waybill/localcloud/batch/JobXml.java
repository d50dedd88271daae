package dev.waybill.localcloud.batch;

import dev.waybill.localcloud.wire.XmlWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Responses in the XML of S3 Control. */
record JobXml(String account, String region) {
  private static final String NAMESPACE = "http://awss3control.amazonaws.com/doc/2018-08-20/";

  byte[] created(BatchJob job) {
    return XmlWriter.in(NAMESPACE, "CreateJobResult").element("JobId", job.id()).bytes();
  }

  byte[] updated(BatchJob job) {
    return XmlWriter.in(NAMESPACE, "UpdateJobStatusResult")
        .element("JobId", job.id())
        .element("Status", job.status().label())
        .element("StatusUpdateReason", job.reason())
        .bytes();
  }

  byte[] described(BatchJob job) {
    XmlWriter xml = XmlWriter.in(NAMESPACE, "DescribeJobResult").start("Job");
    summary(xml, job);
    xml.element("ConfirmationRequired", Boolean.toString(job.request().needsConfirmation()));
    xml.element("JobArn", "arn:aws:s3:" + region + ":" + account + ":job/" + job.id());
    manifest(xml, job.request());
    report(xml, job.request().report());
    xml.element("RoleArn", job.request().role());
    if (job.status() == JobStatus.SUSPENDED) {
      xml.element("SuspendedCause", job.reason());
    }
    failure(xml, job.failure());
    return xml.bytes();
  }

  byte[] listed(List<BatchJob> jobs, @Nullable String next) {
    XmlWriter xml = XmlWriter.in(NAMESPACE, "ListJobsResult").element("NextToken", next);
    xml.start("Jobs");
    for (BatchJob job : jobs) {
      xml.start("member");
      xml.element("JobId", job.id())
          .element("Description", job.request().description())
          .element("Operation", "S3ComputeObjectChecksum")
          .element("Priority", job.request().priority())
          .element("Status", job.status().label())
          .element("CreationTime", job.created());
      progress(xml, job);
      xml.end();
    }
    return xml.bytes();
  }

  private static void summary(XmlWriter xml, BatchJob job) {
    xml.element("JobId", job.id())
        .element("Description", job.request().description())
        .element("Priority", job.request().priority())
        .element("Status", job.status().label())
        .element("CreationTime", job.created());
    xml.start("Operation").start("S3ComputeObjectChecksum");
    xml.element("ChecksumAlgorithm", job.request().algorithm());
    xml.element("ChecksumType", job.request().type()).end().end();
    progress(xml, job);
  }

  private static void progress(XmlWriter xml, BatchJob job) {
    xml.start("ProgressSummary")
        .element("TotalNumberOfTasks", Long.toString(job.tasks()))
        .element("NumberOfTasksSucceeded", Long.toString(job.succeeded()))
        .element("NumberOfTasksFailed", Long.toString(job.failed()))
        .end();
  }

  private static void manifest(XmlWriter xml, JobRequest request) {
    xml.start("Manifest").start("Spec").element("Format", "S3BatchOperations_CSV_20180820");
    xml.start("Fields");
    request.fields().forEach(it -> xml.element("member", it));
    xml.end().end().start("Location");
    xml.element("ObjectArn", request.manifest().arn());
    xml.element("ObjectVersionId", request.manifest().versionId());
    xml.element("ETag", request.manifest().eTag()).end().end();
  }

  private static void report(XmlWriter xml, JobRequest.ReportPlace report) {
    xml.start("Report")
        .element("Bucket", report.arn())
        .element("Format", "Report_CSV_20180820")
        .element("Enabled", "true")
        .element("Prefix", report.prefix())
        .element("ReportScope", report.scope())
        .end();
  }

  private static void failure(XmlWriter xml, @Nullable String failure) {
    if (failure != null) {
      xml.start("FailureReasons").start("member");
      xml.element("FailureCode", "ManifestFailure").element("FailureReason", failure).end().end();
    }
  }
}
