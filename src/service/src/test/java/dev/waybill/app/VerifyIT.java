package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.model.Sealed;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.Conclusion;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationFinding.Answer;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.signing.SigningKey;
import dev.waybill.startup.StartupException;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import dev.waybill.verify.UnusableAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Tests of {@code verify s3://…} against a running pipeline. */
@ExtendWith(CloudExtension.class)
class VerifyIT {
  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  VerifyIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of()).start();
  }

  @AfterEach
  void end() {
    pipeline.close();
  }

  @Test
  void verifiesPromotedObjectWithTheKeystore() throws Exception {
    ObjectVersion uploaded = promoted("incoming/a", "one");

    VerificationReport verdict = verify("processed/a");

    assertThat(verdict.isVerified()).isTrue();
    assertThat(verdict.findings())
        .contains(
            VerificationFinding.ok("version", uploaded.uri()),
            VerificationFinding.ok("key", pipeline.key().keyId()));
    assertThat(verdict.open()).as("the log is switched off here").containsExactly("log");
  }

  @Test
  void rejectsRecordOfAnotherObject() throws Exception {
    ObjectVersion other = promoted("incoming/a", "one");
    place("processed/b", "one");
    byte[] record = pipeline.archive().find(other).orElseThrow().bytes();
    String key = RecordKey.prefixOf(pipeline.raw(), "incoming/b") + "stray.sigstore.json";
    String bucket = pipeline.settings().provenance().bucket();
    pipeline
        .s3()
        .putObject(
            put -> put.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromBytes(record));

    assertBad(verify("processed/b"), "digest", "another object");
  }

  @Test
  void reportsOlderVersionAsRollback() throws Exception {
    promoted("incoming/a", "one");
    String old = pipeline.versions("processed/a").get(0).versionId();
    ObjectVersion newer = promoted("incoming/a", "two");
    assertThat(verify("processed/a").isVerified()).isTrue();

    place("processed/a", "one");

    assertBad(verify("processed/a"), "version", "rolled back");
    assertThat(bad(verify("processed/a"), "version")).contains(newer.uri());
    assertThat(verify(new S3Address(pipeline.raw(), "processed/a", old)).isVerified()).isTrue();
  }

  @Test
  void reportsNoRollbackWhileANewerVersionIsNotPromoted() throws Exception {
    promoted("incoming/a", "one");
    CountDownLatch sealed = new CountDownLatch(1);
    CountDownLatch verified = new CountDownLatch(1);
    pipeline.onStage(
        stage -> {
          if (stage instanceof Sealed) {
            sealed.countDown();
            await(verified);
          }
        });
    try {
      pipeline.put("incoming/a", "two");
      await(sealed);

      VerificationReport verdict = verify("processed/a");

      assertThat(verdict.isVerified()).isTrue();
      assertThat(verdict.findings())
          .anyMatch(it -> it.answer() == Answer.OPEN && it.detail().contains("not yet promoted"));
    } finally {
      verified.countDown();
    }
    pipeline.awaitEnds(2);
  }

  @Test
  void namesVersionIdThatS3CouldNotHaveGiven() throws Exception {
    promoted("incoming/a", "one");

    assertThatThrownBy(() -> verify(new S3Address(pipeline.raw(), "processed/a", "no version")))
        .hasMessage(
            "versionId=no version: S3 does not know such a version id; copy it from the object's"
                + " versions, or leave it out for the current version");
  }

  @Test
  void trustsOnlyTheGivenKey() throws Exception {
    promoted("incoming/a", "one");

    assertThat(verify(pipeline.loaded(), "processed/a", pipeline.key().publicKey()).isVerified())
        .isTrue();
    assertBad(verify(pipeline.loaded(), "processed/a", newKey()), "digest", "KEY");
  }

  @Test
  void rejectsAbsentKeystoreInsteadOfTrustingPublishedKeys() throws Exception {
    promoted("incoming/a", "one");
    Files.delete(pipeline.settings().signing().keystore());

    assertThatThrownBy(() -> verify("processed/a"))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("waybill.signing.keystore: there is no file ");
  }

  @Test
  void reportsTrustInPublishedKeysWithoutAConfiguredKey() throws Exception {
    promoted("incoming/a", "one");
    VerificationReport verdict = verify(withoutSigning(), "processed/a", null);

    assertThat(verdict.isVerified()).isFalse();
    assertThat(verdict.findings())
        .contains(VerificationFinding.ok("key", pipeline.key().keyId()))
        .anyMatch(it -> it.subject().equals("trust") && it.answer() == Answer.OPEN);
  }

  /** The signer of the forged record published its own key, as every writer can. */
  @Test
  void verifiesNoForgedRecordWithPublishedKeysAlone() throws Exception {
    ObjectVersion genuine = promoted("incoming/a", "one");
    place("processed/b", "one");
    ObjectVersion forged = new ObjectVersion(pipeline.raw(), "incoming/b", "forged");
    SigningKey.create(folder.resolve("thief.p12"), "password", "thief");
    SigningKey thief = SigningKey.load(folder.resolve("thief.p12"), "password", "thief");
    ForgedRecord record =
        new ForgedRecord(pipeline, pipeline.record(genuine))
            .with("incoming/a", "incoming/b")
            .with(genuine.versionId(), "forged");
    record.put(forged, thief);
    record.publish(thief);

    VerificationReport verdict = verify(withoutSigning(), "processed/b", null);

    assertThat(verdict.findings()).contains(VerificationFinding.ok("key", thief.keyId()));
    assertThat(verdict.conclusion()).isEqualTo(Conclusion.UNPROVEN_KEY);
  }

  /** A thief of the key states a time before the theft. */
  @Test
  void comparesStatedTimeOfSealWithTheTimeOfTheStore() throws Exception {
    ObjectVersion genuine = promoted("incoming/a", "one");
    place("processed/b", "one");
    ObjectVersion forged = new ObjectVersion(pipeline.raw(), "incoming/b", "forged");
    CustodyRecord sealed = pipeline.record(genuine);
    new ForgedRecord(pipeline, sealed)
        .with("incoming/a", "incoming/b")
        .with(genuine.versionId(), "forged")
        .with(sealed.sealedAt().toString(), "2001-02-03T04:05:06Z")
        .put(forged, pipeline.key());

    assertBad(verify("processed/b"), "sealed", "2001-02-03T04:05:06Z");
  }

  @Test
  void followsRecordOfPromotedObjectToItsCopy() throws Exception {
    ObjectVersion uploaded = promoted("incoming/a", "one");

    VerificationReport current = verify("incoming/a");
    VerificationReport version = verify(address(uploaded));

    String copy = pipeline.versions("processed/a").get(0).uri();
    assertThat(current.isVerified()).isTrue();
    assertThat(current.findings())
        .anyMatch(it -> it.subject().equals("object") && it.detail().contains("/processed/a"))
        .contains(VerificationFinding.ok("version", uploaded.uri()));
    assertThat(version.isVerified()).isTrue();
    assertThat(version.findings())
        .anyMatch(it -> it.subject().equals("object") && it.detail().contains(copy));
  }

  @Test
  void comparesCopyOfPromotedObjectWithItsRecord() throws Exception {
    ObjectVersion uploaded = promoted("incoming/a", "one");
    pipeline.withoutRawPolicy();
    pipeline.versions("processed/a").forEach(this::delete);
    place("processed/a", "changed");

    assertBad(verify("incoming/a"), "digest", "no record states this digest");
    assertBad(verify(address(uploaded)), "object", "was sealed at ");
  }

  @Test
  void namesDeleteMarkerThatHidesPromotedObject() throws Exception {
    promoted("incoming/a", "one");
    pipeline.withoutRawPolicy();
    pipeline.s3().deleteObject(it -> it.bucket(pipeline.raw()).key("processed/a"));

    assertBad(verify("processed/a"), "object", "a delete marker hides it since 20");
    assertBad(verify("incoming/a"), "object", "a delete marker hides it since 20");
  }

  @Test
  void namesRecordOfObjectThatIsGoneForGood() throws Exception {
    ObjectVersion uploaded = promoted("incoming/a", "one");
    pipeline.withoutRawPolicy();
    pipeline.versions("processed/a").forEach(this::delete);

    assertBad(verify("processed/a"), "object", "and is gone");
    assertBad(verify(address(uploaded)), "object", "and is gone");
    assertThat(bad(verify("processed/a"), "object")).contains(RecordKey.of(uploaded));
  }

  @Test
  void saysThatNeitherObjectNorRecordExists() throws Exception {
    assertBad(verify("incoming/never"), "object", "no such object, and no record of one");
  }

  @Test
  void rejectsFolderAndAbsentBucketAsUnusableAddresses() throws Exception {
    promoted("incoming/folder/a", "one");

    for (String folder : List.of("processed/", "processed/folder", "processed/folder/")) {
      assertThatThrownBy(() -> verify(folder))
          .isInstanceOf(UnusableAddressException.class)
          .hasMessageContaining("is a folder");
    }
    assertThatThrownBy(() -> verify(new S3Address("absent-" + pipeline.raw(), "a", null)))
        .isInstanceOf(UnusableAddressException.class)
        .hasMessageContaining("there is no bucket absent-");
  }

  private static S3Address address(ObjectVersion version) {
    return new S3Address(version.bucket(), version.key(), version.versionId());
  }

  private void delete(ObjectVersion version) {
    pipeline
        .s3()
        .deleteObject(
            it -> it.bucket(version.bucket()).key(version.key()).versionId(version.versionId()));
  }

  private LoadedSettings withoutSigning() {
    return new LoadedSettings(pipeline.settings(), List.of(), Map.of());
  }

  private ObjectVersion promoted(String key, String body) {
    int before = pipeline.outcomes().size();
    ObjectVersion uploaded = pipeline.put(key, body);
    pipeline.awaitEnds(before + 1);
    return uploaded;
  }

  /** Puts an object without the pipeline, as any principal with write access can. */
  private void place(String key, String body) {
    pipeline
        .s3()
        .putObject(put -> put.bucket(pipeline.raw()).key(key), RequestBody.fromString(body));
  }

  private VerificationReport verify(String key) throws Exception {
    return verify(new S3Address(pipeline.raw(), key, null));
  }

  private VerificationReport verify(S3Address address) throws Exception {
    return OnlineVerification.verify(pipeline.aws(), pipeline.loaded(), address, null, null);
  }

  private VerificationReport verify(LoadedSettings settings, String key, PublicKey trusted)
      throws Exception {
    S3Address address = new S3Address(pipeline.raw(), key, null);
    return OnlineVerification.verify(pipeline.aws(), settings, address, null, trusted);
  }

  private static void assertBad(VerificationReport verdict, String subject, String detail) {
    assertThat(verdict.isVerified()).isFalse();
    assertThat(bad(verdict, subject)).contains(detail);
  }

  private static String bad(VerificationReport verdict, String subject) {
    return verdict.findings().stream()
        .filter(it -> it.answer() == Answer.BAD && it.subject().equals(subject))
        .findFirst()
        .orElseThrow()
        .detail();
  }

  private static PublicKey newKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair().getPublic();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
