package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.aws.AwsClients;
import dev.waybill.model.Rejected;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Check of the key that objects must be encrypted under. */
@ExtendWith(CloudExtension.class)
class EncryptionIT {
  private final CloudUnderTest cloud;
  private final String other;
  @TempDir Path folder;

  EncryptionIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.other = cloud.kms().createKey().keyMetadata().arn();
  }

  @Test
  void acceptsExpectedKeyByAliasAndRejectsAnother() throws Exception {
    String alias = "alias/" + cloud.uniqueName("expected");
    Map<String, String> expected = Map.of("waybill.kms.key", alias);
    try (PipelineUnderTest pipeline =
        PipelineUnderTest.provision(cloud, folder, expected).withoutRawPolicy().start()) {
      pipeline.put("incoming/good", "by the bucket's default");
      pipeline.awaitEnds(1);
      put(pipeline, "incoming/named", alias);
      pipeline.awaitEnds(2);
      put(pipeline, "incoming/other", other);
      pipeline.awaitEnds(3);

      assertThat(pipeline.labels())
          .containsExactly("promoted", "promoted", "rejected-encryption-unexpected");
      assertThat(((Rejected) pipeline.outcomes().get(2)).detail())
          .isEqualTo("encrypted under the key " + other + ", see waybill.kms.key");
    }
  }

  @Test
  void acceptsAnyKeyWhenNoneIsRequired() throws Exception {
    Map<String, String> any = Map.of("waybill.kms.require", "false");
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, any).start()) {
      put(pipeline, "incoming/other", other);
      pipeline.awaitEnds(1);

      assertThat(pipeline.labels()).containsExactly("promoted");
    }
  }

  @Test
  void localKmsChecksSignaturesAndRejectsUnknownKey() {
    cloud.assumeRestartable();
    try (AwsClients good = clients("test");
        AwsClients bad = clients("wrong")) {
      assertThat(good.kms().describeKey(it -> it.keyId(other)).keyMetadata().arn())
          .isEqualTo(other);
      assertRejected(good, "arn:aws:kms:us-east-1:999999999999:key/other", "NotFoundException");
      assertRejected(bad, other, "InvalidSignatureException");
    }
  }

  private static void assertRejected(AwsClients clients, String key, String code) {
    assertThatThrownBy(() -> clients.kms().describeKey(it -> it.keyId(key)))
        .isInstanceOfSatisfying(
            KmsException.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  private AwsClients clients(String secret) {
    return AwsClients.of(
        cloud.endpoint(),
        CloudUnderTest.REGION,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", secret)));
  }

  private static void put(PipelineUnderTest pipeline, String key, String kmsKey) {
    pipeline
        .s3()
        .putObject(
            it ->
                it.bucket(pipeline.raw())
                    .key(key)
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(kmsKey),
            RequestBody.fromString(key));
  }
}
