package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.startup.StartupException;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/** Records that a key of KMS signs, one by one. */
@ExtendWith(CloudExtension.class)
class KmsSigningIT {
  /** Number of attempts after which both deliveries of a message would have been used up. */
  private static final int ATTEMPTS = 12;

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final CloudUnderTest cloud;
  private final KmsClient kms;
  @TempDir Path folder;

  KmsSigningIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.kms = cloud.kms();
  }

  @Test
  void sealsEachRecordWithTheKeyOfKms() throws Exception {
    String key = signingKey();
    try (PipelineUnderTest pipeline = provision("awskms:///" + key)) {
      pipeline.start();
      ObjectVersion landed = pipeline.put("incoming/a", "signed by KMS");
      pipeline.awaitEnds(1, LIMIT);

      CustodyRecord record = pipeline.record(landed);
      assertThat(pipeline.labels()).containsExactly("promoted");
      assertThat(record.keyId()).isEqualTo(pipeline.key().keyId());
      assertThat(pipeline.archive().read(RecordKey.ofPublicKey(pipeline.key().publicKey())))
          .as("the public key is published")
          .isPresent();
    }
  }

  @Test
  void messagesWaitWhileKmsDoesNotSign() throws Exception {
    String key = signingKey();
    try (PipelineUnderTest pipeline = provision("awskms:///" + key)) {
      Deliveries.allow(2, pipeline);
      pipeline.start();
      AtomicInteger attempts = new AtomicInteger();
      pipeline
          .aws()
          .onCall(
              call -> {
                if (call.operation().equals("Sign")) {
                  attempts.incrementAndGet();
                }
              });
      kms.disableKey(it -> it.keyId(key));
      ObjectVersion landed = pipeline.put("incoming/a", "patience");

      await().atMost(LIMIT).until(() -> attempts.get() >= ATTEMPTS || !pipeline.labels().isEmpty());

      assertThat(pipeline.labels()).as("given up while KMS does not sign").isEmpty();
      assertThat(pipeline.archive().find(landed)).as("nothing is sealed unsigned").isEmpty();
      kms.enableKey(it -> it.keyId(key));
      pipeline.awaitEnds(1, LIMIT);
      assertThat(pipeline.labels()).containsExactly("promoted");
      assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("patience"));
      assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
    }
  }

  @Test
  void namesKeyThatCannotSignAtTheStart() throws Exception {
    String symmetric = kms.createKey().keyMetadata().keyId();
    String disabled = signingKey();
    kms.disableKey(it -> it.keyId(disabled));
    String[] unusable = {symmetric, disabled, "alias/" + cloud.uniqueName("absent")};
    for (String key : unusable) {
      assertThatThrownBy(() -> provision("awskms:///" + key))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("waybill.signing.key: awskms:///" + key)
          .hasMessageContaining("ECC_NIST_P256");
    }
    assertThatThrownBy(() -> provision("awskms:///" + unusable[2]))
        .hasMessageContaining("waybill baseline apply creates a key of that alias");
  }

  private PipelineUnderTest provision(String key) throws Exception {
    return PipelineUnderTest.provision(cloud, folder, Map.of("waybill.signing.key", key));
  }

  private String signingKey() {
    return kms.createKey(it -> it.keySpec("ECC_NIST_P256").keyUsage("SIGN_VERIFY"))
        .keyMetadata()
        .keyId();
  }
}
