package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.audit.Window;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudUnderTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Client outside of the service that has the credentials of its role. */
final class ThiefWithRole {
  private final PipelineUnderTest pipeline;
  private final CloudUnderTest cloud;
  private final AwsCredentials role;
  private final List<String> requestIds = Collections.synchronizedList(new ArrayList<>());
  private final S3Client s3;

  ThiefWithRole(CloudUnderTest cloud, AwsCredentials role, PipelineUnderTest pipeline) {
    this.cloud = cloud;
    this.role = role;
    this.pipeline = pipeline;
    s3 = client(S3Client.builder().forcePathStyle(true));
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    builder.overrideConfiguration(
        with ->
            with.addExecutionInterceptor(
                new ExecutionInterceptor() {
                  @Override
                  public void afterTransmission(
                      Context.AfterTransmission context, ExecutionAttributes attributes) {
                    requestIds.add(id(context));
                  }
                }));
    return cloud.configure(builder, role).build();
  }

  private static String id(Context.AfterTransmission context) {
    return context
        .httpResponse()
        .firstMatchingHeader(List.of("x-amz-request-id", "x-amzn-RequestId"))
        .orElseThrow();
  }

  /** Returns the ids of the calls, in their order. */
  List<String> requestIds() {
    return List.copyOf(requestIds);
  }

  void makesNineteenCalls() {
    String raw = pipeline.raw();
    String provenance = pipeline.settings().provenance().bucket();
    ObjectVersion promoted = pipeline.versions("processed/").get(0);
    String record =
        pipeline
            .s3()
            .listObjectsV2(list -> list.bucket(provenance).prefix("records/"))
            .contents()
            .get(0)
            .key();

    // Reads.
    read(raw, promoted.key());
    read(provenance, record);
    s3.headObject(it -> it.bucket(raw).key(promoted.key()));
    s3.listObjectsV2(it -> it.bucket(provenance).prefix("claims/"));
    s3.listObjectVersions(it -> it.bucket(raw));
    s3.listBuckets();
    s3.getBucketPolicy(it -> it.bucket(provenance));
    // Writes, one of them a file that claims calls.
    s3.putObject(it -> it.bucket(raw).key("elsewhere/put"), RequestBody.fromString("x"));
    s3.copyObject(
        it ->
            it.sourceBucket(raw)
                .sourceKey(promoted.key())
                .destinationBucket(raw)
                .destinationKey("elsewhere/copy"));
    s3.deleteObject(it -> it.bucket(raw).key("elsewhere/put"));
    s3.putObject(
        it -> it.bucket(provenance).key(forged()).ifNoneMatch("*"),
        RequestBody.fromBytes(ownClaim()));
    // Denied by the policies of the baseline, or by AWS.
    denied(() -> s3.deleteObject(it -> it.bucket(provenance).key(record)));
    denied(
        () -> s3.putObject(it -> it.bucket(provenance).key(record), RequestBody.fromString("{}")));
    denied(
        () ->
            client(CloudTrailClient.builder()).stopLogging(it -> it.name("no-trail-of-this-name")));
    denied(
        () ->
            client(KmsClient.builder())
                .decrypt(it -> it.ciphertextBlob(SdkBytes.fromUtf8String("none"))));
    // Management.
    client(StsClient.builder()).getCallerIdentity();
    client(AthenaClient.builder()).listWorkGroups(it -> it.maxResults(1));
    client(GlueClient.builder()).getTables(it -> it.databaseName(database()));
    client(SqsClient.builder()).getQueueUrl(it -> it.queueName(pipeline.settings().queue().name()));
  }

  private static String forged() {
    return "claims/" + Window.day(Instant.now()) + "/forged-000001.ndjson.gz";
  }

  /** Returns a file that SQL can read, and that the service did not sign. */
  private static byte[] ownClaim() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          "{\"kind\":\"unanswered\",\"replica\":\"forged\",\"request_id\":\"none\"}\n"
              .getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private String database() {
    return pipeline.settings().audit().database();
  }

  void readsOnceMore() {
    read(pipeline.raw(), pipeline.versions("processed/").get(0).key());
  }

  private void read(String bucket, String key) {
    byte[] unused = s3.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asByteArray();
  }

  private static void denied(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(AwsServiceException.class);
  }
}
