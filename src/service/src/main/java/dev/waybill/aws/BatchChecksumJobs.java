package dev.waybill.aws;

import dev.waybill.fixity.second.ChecksumJobs;
import dev.waybill.fixity.second.JobState;
import dev.waybill.fixity.second.JobState.Phase;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.endpoints.S3ControlEndpointParams;
import software.amazon.awssdk.services.s3control.endpoints.S3ControlEndpointProvider;
import software.amazon.awssdk.services.s3control.model.ComputeObjectChecksumAlgorithm;
import software.amazon.awssdk.services.s3control.model.ComputeObjectChecksumType;
import software.amazon.awssdk.services.s3control.model.JobDescriptor;
import software.amazon.awssdk.services.s3control.model.JobFailure;
import software.amazon.awssdk.services.s3control.model.JobManifest;
import software.amazon.awssdk.services.s3control.model.JobManifestFieldName;
import software.amazon.awssdk.services.s3control.model.JobManifestFormat;
import software.amazon.awssdk.services.s3control.model.JobOperation;
import software.amazon.awssdk.services.s3control.model.JobProgressSummary;
import software.amazon.awssdk.services.s3control.model.JobReport;
import software.amazon.awssdk.services.s3control.model.JobReportFormat;
import software.amazon.awssdk.services.s3control.model.JobReportScope;
import software.amazon.awssdk.services.s3control.model.JobStatus;
import software.amazon.awssdk.services.s3control.model.RequestedJobStatus;

/** Jobs of S3 Batch Operations that compute SHA-256 of whole objects, in the caller's account. */
public final class BatchChecksumJobs implements ChecksumJobs, AutoCloseable {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int PRIORITY = 10;

  private final S3ControlClient control;
  private final String account;
  private final String partition;

  private BatchChecksumJobs(S3ControlClient control, String account, String partition) {
    this.control = control;
    this.account = account;
    this.partition = partition;
  }

  /** Creates the port, which the caller closes before the clients. */
  public static BatchChecksumJobs of(AwsClients aws) {
    var caller = aws.sts().getCallerIdentity();
    S3ControlEndpointProvider usual = S3ControlEndpointProvider.defaultProvider();
    S3ControlClient control =
        aws.create(
            S3ControlClient.builder()
                .endpointProvider(params -> usual.resolveEndpoint(addressed(params))));
    return new BatchChecksumJobs(control, caller.account(), caller.arn().split(":", 3)[1]);
  }

  /** The SDK puts the account in front of the host name, which names no program on this machine. */
  private static S3ControlEndpointParams addressed(S3ControlEndpointParams params) {
    return isLocal(params.endpoint())
        ? params.toBuilder().requiresAccountId(false).build()
        : params;
  }

  private static boolean isLocal(@Nullable String endpoint) {
    return endpoint != null
        && Optional.ofNullable(URI.create(endpoint).getHost())
            .filter(LOOPBACK::contains)
            .isPresent();
  }

  /** Returns the ARN of a role of the account; an ARN stays as it is. */
  public String roleArn(String nameOrArn) {
    return nameOrArn.startsWith("arn:")
        ? nameOrArn
        : "arn:" + partition + ":iam::" + account + ":role/" + nameOrArn;
  }

  @Override
  public String create(Order order) {
    return control
        .createJob(
            job ->
                job.accountId(account)
                    .clientRequestToken(order.token())
                    .description("Waybill, second reading " + order.token())
                    .roleArn(order.role())
                    .priority(PRIORITY)
                    .confirmationRequired(true)
                    .operation(sha256())
                    .manifest(manifest(order))
                    .report(report(order)))
        .jobId();
  }

  private static JobOperation sha256() {
    return JobOperation.builder()
        .s3ComputeObjectChecksum(
            it ->
                it.checksumAlgorithm(ComputeObjectChecksumAlgorithm.SHA256)
                    .checksumType(ComputeObjectChecksumType.FULL_OBJECT))
        .build();
  }

  private JobManifest manifest(Order order) {
    return JobManifest.builder()
        .spec(
            it ->
                it.format(JobManifestFormat.S3_BATCH_OPERATIONS_CSV_20180820)
                    .fields(
                        JobManifestFieldName.BUCKET,
                        JobManifestFieldName.KEY,
                        JobManifestFieldName.VERSION_ID))
        .location(
            it -> it.objectArn(arn(order.bucket()) + "/" + order.manifest()).eTag(order.eTag()))
        .build();
  }

  private JobReport report(Order order) {
    return JobReport.builder()
        .enabled(true)
        .bucket(arn(order.bucket()))
        .prefix(order.prefix())
        .expectedBucketOwner(account)
        .format(JobReportFormat.REPORT_CSV_20180820)
        .reportScope(JobReportScope.ALL_TASKS)
        .build();
  }

  private String arn(String bucket) {
    return "arn:" + partition + ":s3:::" + bucket;
  }

  @Override
  public JobState state(String job) {
    JobDescriptor found = control.describeJob(it -> it.accountId(account).jobId(job)).job();
    JobProgressSummary progress = found.progressSummary();
    return new JobState(
        phase(found.status()),
        progress == null ? 0 : number(progress.totalNumberOfTasks()),
        progress == null ? 0 : number(progress.numberOfTasksSucceeded()),
        progress == null ? 0 : number(progress.numberOfTasksFailed()),
        found.failureReasons().stream()
            .map(JobFailure::failureReason)
            .collect(Collectors.joining("; ")));
  }

  private static long number(@Nullable Long number) {
    return Objects.requireNonNullElse(number, 0L);
  }

  private static Phase phase(JobStatus status) {
    return switch (status) {
      case NEW, PREPARING -> Phase.PREPARING;
      case SUSPENDED -> Phase.WAITING;
      case COMPLETE -> Phase.COMPLETE;
      case CANCELLED, FAILED -> Phase.ENDED;
      default -> Phase.RUNNING;
    };
  }

  @Override
  public void confirm(String job) {
    update(job, RequestedJobStatus.READY);
  }

  @Override
  public void cancel(String job) {
    update(job, RequestedJobStatus.CANCELLED);
  }

  private void update(String job, RequestedJobStatus status) {
    var unused =
        control.updateJobStatus(it -> it.accountId(account).jobId(job).requestedJobStatus(status));
  }

  @Override
  public void close() {
    control.close();
  }
}
