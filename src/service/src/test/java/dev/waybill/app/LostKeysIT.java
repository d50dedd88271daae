package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.record.KeyId;
import dev.waybill.record.PublicKeyPem;
import dev.waybill.record.RecordKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.Conclusion;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.settings.SigningSettings;
import dev.waybill.signing.SigningKey;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rehearsal of a lost keystore: old records verify by the published key, a new key is made and
 * trusted, and sealing goes on.
 */
@ExtendWith(CloudExtension.class)
final class LostKeysIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private Path trusted;
  private PipelineUnderTest pipeline;
  private RehearsedUploads uploads;

  LostKeysIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void loseKeystore() throws Exception {
    trusted = folder.resolve("trusted-keys");
    pipeline =
        PipelineUnderTest.provision(
            cloud,
            folder,
            Map.of("waybill.record-log.enabled", "true", "waybill.trust.keys", trusted.toString()));
    Files.writeString(trusted, pipeline.key().keyId() + "\n");
    pipeline.start();
    uploads = new RehearsedUploads(pipeline);
    uploads.put("before", 3);
    uploads.awaitNoneLostOrDoubled();
    pipeline.stop();
    Files.delete(pipeline.settings().signing().keystore());
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  private SigningKey newKey() throws Exception {
    SigningSettings signing = pipeline.settings().signing();
    SigningKey.create(signing.keystore(), signing.password().reveal(), signing.alias());
    return SigningKey.load(signing.keystore(), signing.password().reveal(), signing.alias());
  }

  private VerificationReport verify(ObjectVersion version) throws Exception {
    return OnlineVerification.verify(
        pipeline.aws(),
        pipeline.loaded(),
        new S3Address(pipeline.raw(), version.key(), null),
        null,
        null);
  }

  @Test
  void sealsNothingWithoutKeyAndLosesNothing() {
    List<ObjectVersion> waiting = uploads.put("waiting", 2);

    assertThatThrownBy(pipeline::start).hasMessageContaining("waybill.signing.keystore");

    assertThat(pipeline.versions("incoming/")).containsExactlyInAnyOrderElementsOf(waiting);
    assertThat(pipeline.left(pipeline.queueUrl())).isPositive();
  }

  @Test
  void goesOnWithNewKeyWhileOldRecordsVerifyByPublishedKey() throws Exception {
    List<ObjectVersion> before = uploads.versions();
    String lost = pipeline.key().keyId();
    SigningKey next = newKey();
    Files.writeString(trusted, lost + "\n" + next.keyId() + "\n");
    uploads.put("waiting", 2);

    pipeline.start();
    List<ObjectVersion> after = uploads.put("after", 2);

    await().atMost(LIMIT).until(() -> uploads.entries().size() == uploads.count());
    for (ObjectVersion version : before) {
      assertThat(verify(version).isVerified()).isTrue();
      assertThat(keyOf(version)).isEqualTo(lost);
    }
    for (ObjectVersion version : after) {
      assertThat(verify(version).isVerified()).isTrue();
      assertThat(keyOf(version)).isEqualTo(next.keyId());
    }
    uploads.awaitNoneLostOrDoubled();
    assertThat(AlertLines.read(pipeline.settings().alertsFile()))
        .noneMatch(it -> it.contains("trust-unknown"));
  }

  private String keyOf(ObjectVersion version) throws Exception {
    return verify(version).findings().stream()
        .filter(it -> it.subject().equals("key"))
        .map(VerificationFinding::detail)
        .findFirst()
        .orElseThrow();
  }

  /** An auditor with the published key verifies; one whose list lacks it does not. */
  @Test
  void auditorVerifiesOldRecordWithPublishedKeyAndSeesThatNewListLacksIt() throws Exception {
    ObjectVersion old = uploads.versions().get(0);
    byte[] pem =
        pipeline
            .s3()
            .getObjectAsBytes(
                it ->
                    it.bucket(pipeline.settings().provenance().bucket())
                        .key(RecordKey.ofPublicKey(pipeline.key().publicKey())))
            .asByteArray();
    var published = PublicKeyPem.parse(pem);
    assertThat(KeyId.of(published)).isEqualTo(pipeline.key().keyId());

    VerificationReport withKey =
        OnlineVerification.verify(
            pipeline.aws(),
            pipeline.loaded(),
            new S3Address(pipeline.raw(), old.key(), null),
            null,
            published);
    SigningKey next = newKey();
    Files.writeString(trusted, next.keyId() + "\n");
    VerificationReport withoutIt = verify(old);

    assertThat(withKey.isVerified()).isTrue();
    assertThat(withoutIt.conclusion()).isEqualTo(Conclusion.NOT_VERIFIED);
    assertThat(withoutIt.findings())
        .anyMatch(it -> it.detail().contains("signed under a key that is not trusted"));
  }

  @Test
  void alertsWhenListOfTrustedKeysLacksTheLostKey() throws Exception {
    SigningKey next = newKey();
    Files.writeString(trusted, next.keyId() + "\n");

    pipeline.start();

    await()
        .atMost(LIMIT)
        .until(
            () ->
                AlertLines.read(pipeline.settings().alertsFile()).stream()
                    .anyMatch(
                        it -> it.contains("trust-unknown") && it.contains(pipeline.key().keyId())));
  }
}
