package dev.waybill.localcloud.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import dev.waybill.localcloud.OperationTable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.endpoints.S3ControlEndpointProvider;
import software.amazon.awssdk.services.s3control.model.ComputeObjectChecksumAlgorithm;
import software.amazon.awssdk.services.s3control.model.ComputeObjectChecksumType;
import software.amazon.awssdk.services.s3control.model.JobDescriptor;
import software.amazon.awssdk.services.s3control.model.JobManifestFieldName;
import software.amazon.awssdk.services.s3control.model.JobManifestFormat;
import software.amazon.awssdk.services.s3control.model.JobReportFormat;
import software.amazon.awssdk.services.s3control.model.JobReportScope;
import software.amazon.awssdk.services.s3control.model.JobStatus;
import software.amazon.awssdk.services.s3control.model.RequestedJobStatus;
import software.amazon.awssdk.services.s3control.model.S3ControlException;

/** Tests of jobs that compute checksums, with the client of the AWS SDK. */
final class BatchJobsTest {
  private static final String ACCOUNT = "000000000000";
  private static final String BUCKET = "bucket";
  private static final String REPORTS = "reports";
  private static final Set<JobStatus> ENDED = Set.of(JobStatus.COMPLETE, JobStatus.FAILED);

  @TempDir Path data;
  private LocalCloud cloud;
  private S3Client s3;
  private S3ControlClient control;

  @BeforeEach
  void start() throws IOException {
    open();
    for (String bucket : List.of(BUCKET, REPORTS)) {
      s3.createBucket(it -> it.bucket(bucket));
    }
    s3.putBucketVersioning(
        it ->
            it.bucket(BUCKET)
                .versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)));
  }

  private void open() throws IOException {
    cloud = LocalCloud.start(LocalCloudOptions.defaults(data, 0));
    URI endpoint = cloud.endpoint();
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("anyone", "test"));
    s3 =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(credentials)
            .build();
    S3ControlEndpointProvider usual = S3ControlEndpointProvider.defaultProvider();
    control =
        S3ControlClient.builder()
            .endpointOverride(endpoint)
            .endpointProvider(
                it -> usual.resolveEndpoint(it.toBuilder().requiresAccountId(false).build()))
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .build();
  }

  @AfterEach
  void stop() throws IOException {
    control.close();
    s3.close();
    cloud.close();
  }

  private String put(String key, String body) {
    return s3.putObject(it -> it.bucket(BUCKET).key(key), RequestBody.fromString(body)).versionId();
  }

  private String create(String manifest, String eTag, boolean isConfirmed, String token) {
    s3.putObject(it -> it.bucket(REPORTS).key("m.csv"), RequestBody.fromString(manifest));
    return control
        .createJob(
            it ->
                it.accountId(ACCOUNT)
                    .clientRequestToken(token)
                    .roleArn("arn:aws:iam::000000000000:role/batch")
                    .priority(10)
                    .description("a test")
                    .confirmationRequired(!isConfirmed)
                    .operation(
                        to ->
                            to.s3ComputeObjectChecksum(
                                sum ->
                                    sum.checksumAlgorithm(ComputeObjectChecksumAlgorithm.SHA256)
                                        .checksumType(ComputeObjectChecksumType.FULL_OBJECT)))
                    .manifest(
                        from ->
                            from.spec(
                                    spec ->
                                        spec.format(
                                                JobManifestFormat.S3_BATCH_OPERATIONS_CSV_20180820)
                                            .fields(
                                                JobManifestFieldName.BUCKET,
                                                JobManifestFieldName.KEY,
                                                JobManifestFieldName.VERSION_ID))
                                .location(
                                    at ->
                                        at.objectArn("arn:aws:s3:::" + REPORTS + "/m.csv")
                                            .eTag(eTag)))
                    .report(
                        to ->
                            to.enabled(true)
                                .bucket("arn:aws:s3:::" + REPORTS)
                                .prefix("out")
                                .expectedBucketOwner(ACCOUNT)
                                .format(JobReportFormat.REPORT_CSV_20180820)
                                .reportScope(JobReportScope.ALL_TASKS)))
        .jobId();
  }

  private String create(String manifest) {
    return create(manifest, md5(manifest), true, "token");
  }

  private JobDescriptor job(String id) {
    return control.describeJob(it -> it.accountId(ACCOUNT).jobId(id)).job();
  }

  private JobDescriptor ended(String id) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> job(id), it -> ENDED.contains(it.status()));
  }

  private String report(String id, String key) {
    return s3.getObjectAsBytes(it -> it.bucket(REPORTS).key("out/job-" + id + "/" + key))
        .asUtf8String();
  }

  private static String md5(String text) {
    return hex("MD5", text);
  }

  private static String hex(String algorithm, String text) {
    return java.util.HexFormat.of().formatHex(digest(algorithm, text));
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void computesChecksumsOfStoredBytesAndReportsThemLikeTheExamplesOfS3() throws IOException {
    String first = put("a b/ü,+", "first");
    String damaged = put("damaged", "second");
    cloud.damage().flipByte(BUCKET, "damaged", damaged, 0);
    String id =
        create(
            "bucket,a%20b/%C3%BC%2C%2B,"
                + first
                + "\nbucket,damaged,"
                + damaged
                + "\nbucket,none,none\n");

    JobDescriptor job = ended(id);

    assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
    assertThat(job.progressSummary().totalNumberOfTasks()).isEqualTo(3);
    assertThat(job.progressSummary().numberOfTasksSucceeded()).isEqualTo(2);
    assertThat(job.progressSummary().numberOfTasksFailed()).isEqualTo(1);
    JsonNode list = new ObjectMapper().readTree(report(id, "manifest.json"));
    assertThat(list.path("Format").asText()).isEqualTo("Report_CSV_20180820");
    String key = list.path("Results").path(0).path("Key").asText();
    String rows = s3.getObjectAsBytes(it -> it.bucket(REPORTS).key(key)).asUtf8String();
    String base64 =
        Base64.getEncoder().encodeToString(digest("SHA-256", "first")).replace("=", "\\u003d");
    assertThat(rows.lines().toList())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("bucket,a%20b/%C3%BC%2C%2B," + first + ",succeeded,200,,\"{\"\"checksum_base64")
        .contains(base64, "\"\"checksumAlgorithm\"\":\"\"SHA256\"\"", "FULL_OBJECT");
    assertThat(rows.lines().toList().get(1))
        .doesNotContain(Base64.getEncoder().encodeToString(digest("SHA-256", "second")));
    assertThat(list.path("Results").path(0).path("MD5Checksum").asText()).isEqualTo(md5(rows));
    String failed = list.path("Results").path(1).path("Key").asText();
    assertThat(s3.getObjectAsBytes(it -> it.bucket(REPORTS).key(failed)).asUtf8String())
        .startsWith("bucket,none,none,failed,200,NoSuchVersion,\"{\"Error\":");
  }

  @Test
  void waitsForItsConfirmation() {
    String manifest = "bucket,a," + put("a", "first") + "\n";
    String id = create(manifest, md5(manifest), false, "token");
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> job(id).status() == JobStatus.SUSPENDED);
    assertThat(job(id).progressSummary().totalNumberOfTasks()).isEqualTo(1);
    assertThat(job(id).suspendedCause()).isEqualTo("AwaitingConfirmation");

    control.updateJobStatus(
        it -> it.accountId(ACCOUNT).jobId(id).requestedJobStatus(RequestedJobStatus.READY));

    assertThat(ended(id).status()).isEqualTo(JobStatus.COMPLETE);
    assertThatExceptionOfType(S3ControlException.class)
        .isThrownBy(
            () ->
                control.updateJobStatus(
                    it ->
                        it.accountId(ACCOUNT)
                            .jobId(id)
                            .requestedJobStatus(RequestedJobStatus.CANCELLED)))
        .satisfies(
            it -> assertThat(it.awsErrorDetails().errorCode()).isEqualTo("JobStatusException"));
  }

  @Test
  void failsWhenTheManifestIsAnotherOne() {
    String id = create("bucket,a,b\n", md5("another"), true, "token");

    assertThat(ended(id).status()).isEqualTo(JobStatus.FAILED);
    assertThat(job(id).failureReasons())
        .singleElement()
        .satisfies(it -> assertThat(it.failureReason()).contains("ETag"));
  }

  @Test
  void createsOneJobForOneTokenAndKeepsItAcrossRestarts() throws IOException {
    String manifest = "bucket,a," + put("a", "first") + "\n";
    String id = create(manifest);
    assertThat(create(manifest)).isEqualTo(id);
    ended(id);
    stop();
    open();

    assertThat(job(id).status()).isEqualTo(JobStatus.COMPLETE);
    assertThat(control.listJobs(it -> it.accountId(ACCOUNT)).jobs())
        .singleElement()
        .satisfies(it -> assertThat(it.jobId()).isEqualTo(id));
    assertThat(control.listJobs(it -> it.accountId(ACCOUNT).jobStatuses(JobStatus.ACTIVE)).jobs())
        .isEmpty();
  }

  @Test
  void rejectsWhatItDoesNotKnow() {
    assertThatExceptionOfType(S3ControlException.class)
        .isThrownBy(() -> job("none"))
        .satisfies(it -> assertThat(it.statusCode()).isEqualTo(404));
    assertThatExceptionOfType(S3ControlException.class)
        .isThrownBy(() -> control.listJobs(it -> it.accountId("111111111111")))
        .satisfies(it -> assertThat(it.statusCode()).isEqualTo(403));
    assertThatExceptionOfType(S3ControlException.class)
        .isThrownBy(() -> control.getJobTagging(it -> it.accountId(ACCOUNT).jobId("none")))
        .satisfies(it -> assertThat(it.statusCode()).isEqualTo(501));
  }

  @Test
  void writesReportsWithTheDefectsThatWereOrdered() {
    cloud.faults().reports().add(ReportDefect.SCHEMA_ORDER);
    cloud.faults().reports().add(ReportDefect.FOREIGN_ROW);
    cloud.faults().reports().add(ReportDefect.MISSING_MANIFEST);
    String id = create("bucket,none,none\n");
    ended(id);

    List<String> keys =
        s3.listObjectsV2(it -> it.bucket(REPORTS).prefix("out/")).contents().stream()
            .map(it -> it.key())
            .toList();
    assertThat(keys).singleElement().asString().contains("/results/");
    String rows = s3.getObjectAsBytes(it -> it.bucket(REPORTS).key(keys.get(0))).asUtf8String();
    assertThat(rows).startsWith("bucket,none,none,failed,NoSuchVersion,200,");
    assertThat(rows.lines()).hasSize(2);
  }

  @Test
  void readmeListsTheOperations() {
    assertThat(OperationTable.operations("Batch Operations"))
        .containsExactlyInAnyOrder("CreateJob", "DescribeJob", "ListJobs", "UpdateJobStatus");
  }
}
