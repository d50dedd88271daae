package dev.waybill.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.record.KeyId;
import dev.waybill.record.PublicKeyPem;
import dev.waybill.record.RecordKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.startup.StartupException;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Tests of keys in the provenance bucket that the service does not trust. */
@ExtendWith(CloudExtension.class)
class KeyTrustIT {
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  KeyTrustIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision() throws Exception {
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of());
  }

  @AfterEach
  void end() {
    pipeline.close();
  }

  @Test
  void promotesAndAlertsWhenUnknownKeyIsPublished() throws Exception {
    PublicKey foreign = newKey();
    publish(RecordKey.ofPublicKey(foreign), PublicKeyPem.write(foreign));

    pipeline.start();
    pipeline.put("incoming/a", "one");
    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    awaitAlert(KeyId.of(foreign));
  }

  @Test
  void promotesAndAlertsWhenPublishedKeyIsUnreadable() throws Exception {
    publish("keys/odd.pem", "odd");

    pipeline.start();
    pipeline.put("incoming/a", "one");
    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    awaitAlert("keys/odd.pem");
  }

  @Test
  void promotesAndAlertsWhenOwnKeyWasPublishedByAnotherWithOtherContent() throws Exception {
    String name = RecordKey.ofPublicKey(pipeline.key().publicKey());
    publish(name, PublicKeyPem.write(newKey()));

    pipeline.start();
    pipeline.put("incoming/a", "one");
    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    awaitAlert(name);
  }

  @Test
  void alertsNotWhenOwnKeyWasPublishedBefore() throws Exception {
    String name = RecordKey.ofPublicKey(pipeline.key().publicKey());
    publish(name, pipeline.key().publicKeyPem());
    publish("keys/odd.pem", "odd");

    pipeline.start();

    awaitAlert("keys/odd.pem");
    assertThat(alerts()).doesNotContain(name);
  }

  @Test
  void rejectsSigningKeyThatTheListDoesNotTrust() throws Exception {
    Path list = trust(KeyId.of(newKey()));

    assertThatThrownBy(pipeline::start)
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("waybill.trust.keys: " + list)
        .hasMessageContaining(pipeline.key().keyId());
  }

  @Test
  void rejectsListThatDoesNotExist() throws Exception {
    Files.delete(trust("# none"));

    assertThatThrownBy(pipeline::start)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("does not exist");
  }

  /** The record states the same time in both cases; only S3's own time decides. */
  @Test
  void verifiesNoRecordThatWasStoredAfterTheRevocation() throws Exception {
    String id = pipeline.key().keyId();
    trust(id);
    pipeline.start();
    ObjectVersion uploaded = pipeline.put("incoming/a", "one");
    pipeline.awaitEnds(1);
    Instant stored = pipeline.archive().find(uploaded).orElseThrow().storedAt();
    assertThat(verify("processed/a").isVerified()).isTrue();

    new KeysRun().revoke(pipeline.loaded(), id, stored.plusSeconds(1));
    assertThat(verify("processed/a").isVerified()).isTrue();
    new KeysRun().revoke(pipeline.loaded(), id, stored);

    VerificationReport revoked = verify("processed/a");
    assertThat(revoked.isVerified()).isFalse();
    assertThat(revoked.findings()).anyMatch(it -> it.detail().contains("was revoked at " + stored));
  }

  @Test
  void createsListOfTheKeystoreWhenItsFirstKeyIsRevoked() throws Exception {
    String id = pipeline.key().keyId();
    Path list = trust("# none");
    Files.delete(list);

    new KeysRun().revoke(pipeline.loaded(), id, Instant.EPOCH);

    assertThat(Files.readString(list)).contains(id + " revoked-at=1970-01-01T00:00:00Z");
    assertThatThrownBy(() -> new KeysRun().revoke(pipeline.loaded(), KeyId.of(newKey()), NOW))
        .hasMessageContaining("is not listed");
    assertThatThrownBy(() -> new KeysRun().revoke(pipeline.loaded(), id, NOW))
        .hasMessageContaining("already");
  }

  /** Provisions a pipeline with a list of trusted keys. */
  private Path trust(String line) throws Exception {
    Path list = folder.resolve("trusted-keys.txt");
    pipeline.close();
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.trust.keys", list.toString()));
    return Files.writeString(list, line + "\n");
  }

  private VerificationReport verify(String key) throws Exception {
    S3Address address = new S3Address(pipeline.raw(), key, null);
    return OnlineVerification.verify(pipeline.aws(), pipeline.loaded(), address, null, null);
  }

  private static PublicKey newKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair().getPublic();
  }

  private void publish(String key, String content) {
    String bucket = pipeline.settings().provenance().bucket();
    pipeline
        .s3()
        .putObject(
            put -> put.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromString(content));
  }

  private void awaitAlert(String key) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(alerts().lines().filter(line -> line.contains(key)))
                    .anyMatch(line -> line.contains("\"Critical\"")));
  }

  private String alerts() throws IOException {
    Path file = pipeline.settings().alertsFile();
    return Files.exists(file) ? Files.readString(file, UTF_8) : "";
  }
}
