package dev.waybill.localcloud.batch;

import dev.waybill.localcloud.wire.QueryError;
import dev.waybill.localcloud.wire.XmlReader;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Request for a job.
 *
 * @param token token of the client; the same token gives the same job
 * @param description description; may be empty
 * @param role ARN of the role of the job, which is stored without effect
 * @param priority priority, which is stored without effect
 * @param needsConfirmation true when the job waits for a confirmation before it runs
 * @param algorithm algorithm of the checksum
 * @param type {@code FULL_OBJECT}; composite checksums are not computed
 * @param manifest place of the manifest
 * @param fields columns of the manifest
 * @param report place of the report
 */
record JobRequest(
    String token,
    String description,
    String role,
    String priority,
    boolean needsConfirmation,
    String algorithm,
    String type,
    ManifestPlace manifest,
    List<String> fields,
    ReportPlace report) {
  private static final String ARN = "arn:aws:s3:::";
  private static final Set<String> ALGORITHMS = Set.of("SHA256", "SHA1", "MD5");
  private static final List<String> WITHOUT_VERSION = List.of("Bucket", "Key");
  private static final List<String> WITH_VERSION = List.of("Bucket", "Key", "VersionId");

  JobRequest {
    fields = List.copyOf(fields);
  }

  /** Manifest object; the ETag pins its content. */
  record ManifestPlace(String bucket, String key, @Nullable String versionId, String eTag) {
    String arn() {
      return ARN + bucket + "/" + key;
    }
  }

  /** Bucket and prefix of the report. */
  record ReportPlace(String bucket, String prefix, String scope) {
    String arn() {
      return ARN + bucket;
    }

    boolean hasSucceeded() {
      return scope.equals("AllTasks");
    }
  }

  /**
   * Parses the body of CreateJob.
   *
   * @throws QueryError when something is missing or not supported
   */
  static JobRequest parse(XmlReader body) {
    XmlReader operation = child(child(body, "Operation"), "S3ComputeObjectChecksum");
    XmlReader manifest = child(body, "Manifest");
    XmlReader spec = child(manifest, "Spec");
    return new JobRequest(
        required(body, "ClientRequestToken"),
        Objects.requireNonNullElse(body.text("Description"), ""),
        required(body, "RoleArn"),
        required(body, "Priority"),
        "true".equals(body.text("ConfirmationRequired")),
        oneOf(ALGORITHMS, required(operation, "ChecksumAlgorithm")),
        oneOf(Set.of("FULL_OBJECT"), required(operation, "ChecksumType")),
        place(child(manifest, "Location")),
        fields(spec),
        report(child(body, "Report")));
  }

  private static List<String> fields(XmlReader spec) {
    String format = oneOf(Set.of("S3BatchOperations_CSV_20180820"), required(spec, "Format"));
    List<String> fields =
        child(spec, "Fields").children("member").stream().map(XmlReader::text).toList();
    if (!fields.equals(WITH_VERSION) && !fields.equals(WITHOUT_VERSION)) {
      throw invalid("the columns of " + format + " must be Bucket, Key and perhaps VersionId");
    }
    return fields;
  }

  private static ManifestPlace place(XmlReader location) {
    String[] parts = withoutArn(required(location, "ObjectArn")).split("/", 2);
    if (parts.length < 2) {
      throw invalid("ObjectArn names no object");
    }
    return new ManifestPlace(
        parts[0],
        parts[1],
        location.text("ObjectVersionId"),
        required(location, "ETag").replace("\"", ""));
  }

  private static ReportPlace report(XmlReader report) {
    if (!"true".equals(report.text("Enabled"))) {
      throw invalid("a job that computes checksums needs a report");
    }
    String format = oneOf(Set.of("Report_CSV_20180820"), required(report, "Format"));
    if (required(report, "ExpectedBucketOwner").isEmpty()) {
      throw invalid("a report in the format " + format + " needs ExpectedBucketOwner");
    }
    return new ReportPlace(
        withoutArn(required(report, "Bucket")),
        Objects.requireNonNullElse(report.text("Prefix"), ""),
        required(report, "ReportScope"));
  }

  private static String withoutArn(String arn) {
    if (!arn.startsWith(ARN)) {
      throw invalid("not an ARN of S3: " + arn);
    }
    return arn.substring(ARN.length());
  }

  private static String oneOf(Set<String> known, String value) {
    if (!known.contains(value)) {
      throw new QueryError(501, "NotImplemented", "The local cloud does not support " + value);
    }
    return value;
  }

  private static String required(XmlReader parent, String name) {
    String text = parent.text(name);
    if (text == null || text.isEmpty()) {
      throw invalid(name + " is missing");
    }
    return text;
  }

  private static XmlReader child(XmlReader parent, String name) {
    return parent.children(name).stream()
        .findFirst()
        .orElseThrow(() -> invalid(name + " is missing"));
  }

  private static QueryError invalid(String message) {
    return new QueryError(400, "InvalidRequest", message);
  }
}
