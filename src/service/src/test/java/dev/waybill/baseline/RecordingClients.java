package dev.waybill.baseline;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients that record their calls and can be stopped after a number of changes. */
final class RecordingClients implements ExecutionInterceptor {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger changesLeft = new AtomicInteger(Integer.MAX_VALUE);
  private final BaselineClients clients;

  RecordingClients(URI endpoint, String accessKeyId) {
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "test"));
    Consumer<AwsClientBuilder<?, ?>> all =
        builder ->
            builder
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .overrideConfiguration(it -> it.addExecutionInterceptor(this));
    var s3 = S3Client.builder().forcePathStyle(true);
    var sqs = SqsClient.builder();
    var kms = KmsClient.builder();
    var sts = StsClient.builder();
    var trails = CloudTrailClient.builder();
    var athena = AthenaClient.builder();
    var glue = GlueClient.builder();
    List.of(s3, sqs, kms, sts, trails, athena, glue).forEach(all);
    this.clients =
        new BaselineClients(
            s3.build(),
            sqs.build(),
            kms.build(),
            sts.build(),
            trails.build(),
            athena.build(),
            glue.build());
  }

  BaselineClients clients() {
    return clients;
  }

  /**
   * Returns the recorded calls with the service prefix of IAM, such as {@code s3:GetBucketPolicy}.
   */
  List<String> calls() {
    return List.copyOf(calls);
  }

  List<String> changes() {
    return calls.stream().filter(RecordingClients::isChange).toList();
  }

  void clear() {
    calls.clear();
  }

  /** Lets only this number of further changes pass; the next one stops the run. */
  void stopAfter(int changes) {
    changesLeft.set(changes);
  }

  private static boolean isChange(String call) {
    return !call.matches("\\w+:(Get|List|Head|Describe).*");
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    String call =
        attributes
                .getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                .toLowerCase(java.util.Locale.ROOT)
            + ":"
            + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    if (isChange(call)) {
      if (changesLeft.getAndDecrement() <= 0) {
        throw new StoppedException();
      }
    }
    calls.add(call);
  }

  /** Simulated end of the process. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
