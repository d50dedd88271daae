package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.log.LogPaths;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.DelegationStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.KeyStatus;
import dev.waybill.verify.KeyStatus.Delegator;
import dev.waybill.verify.KeyStatus.State;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Records that keys in memory sign, which a key of KMS delegates to. */
@ExtendWith(CloudExtension.class)
class DelegatedSigningIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final CloudUnderTest cloud;
  private final KmsClient kms;
  @TempDir Path folder;

  DelegatedSigningIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.kms = cloud.kms();
  }

  @Test
  void sealsUnderDelegatedKeyWithOrWithoutKmsAndLogsItsDelegation() throws Exception {
    String key = signingKey();
    try (PipelineUnderTest pipeline =
        provision(key, Map.of("waybill.record-log.enabled", "true"))) {
      pipeline.start();
      ObjectVersion first = pipeline.put("incoming/a", "signed in memory");
      awaitPromoted(pipeline, 1);
      kms.disableKey(it -> it.keyId(key));
      ObjectVersion second = pipeline.put("incoming/b", "signed without KMS");
      awaitPromoted(pipeline, 2);
      kms.enableKey(it -> it.keyId(key));

      CustodyRecord record = pipeline.record(first);
      // With the log, a message is deleted late enough to come again.
      assertThat(pipeline.labels()).isSubsetOf("promoted", "already-done");
      assertThat(record.keyId()).isNotEqualTo(pipeline.key().keyId());
      assertThat(pipeline.record(second).keyId()).isEqualTo(record.keyId());
      DelegationStatement delegation = delegation(pipeline, first);
      assertThat(delegation.keyId()).isEqualTo(pipeline.key().keyId());
      assertThat(delegation.raw()).isEqualTo(pipeline.raw());
      assertThat(keys(pipeline, "keys/delegated/"))
          .containsExactly(DelegationStatement.publicKeyName(record.keyId()));
      assertThat(withoutDelegations(pipeline, first)).isInstanceOf(Verdict.Invalid.class);
      assertThat(KeysRun.list(pipeline.aws(), pipeline.loaded(), Instant.now()))
          .filteredOn(it -> it.state() == State.DELEGATED)
          .singleElement()
          .matches(it -> it.id().equals(record.keyId()))
          .extracting(KeyStatus::delegator)
          .isEqualTo(new Delegator(arn(key), pipeline.key().keyId()));
      await()
          .atMost(LIMIT)
          // A partial bundle is replaced by a larger one.
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(entries(pipeline))
                      .filteredOn(it -> it.kind() == EntryKind.DELEGATION)
                      .extracting(LogEntry::recordKey)
                      .containsExactly(DelegationStatement.key(record.keyId())));
      verifies(pipeline, first);
      Path alerts = pipeline.settings().alertsFile();
      assertThat(!Files.exists(alerts) || !Files.readString(alerts).contains("trust-unknown"))
          .as("a delegated key is no unknown key")
          .isTrue();
    }
  }

  @Test
  void eachStartHasAKeyOfItsOwnAndTrustsTheEarlierOnes() throws Exception {
    String key = signingKey();
    try (PipelineUnderTest pipeline = provision(key, Map.of())) {
      pipeline.start();
      ObjectVersion first = pipeline.put("incoming/a", "first");
      pipeline.awaitEnds(1, LIMIT);
      pipeline.stop();
      pipeline.start();
      ObjectVersion second = pipeline.put("incoming/a", "second");
      pipeline.awaitEnds(2, LIMIT);

      assertThat(pipeline.labels()).containsExactly("promoted", "promoted");
      assertThat(pipeline.record(first).keyId()).isNotEqualTo(pipeline.record(second).keyId());
      assertThat(keys(pipeline, "delegations/")).hasSize(2);
    }
  }

  private static void awaitPromoted(PipelineUnderTest pipeline, int count) {
    await().atMost(LIMIT).until(() -> pipeline.promoted().size() == count);
  }

  private static void verifies(PipelineUnderTest pipeline, ObjectVersion version) throws Exception {
    VerificationReport report =
        OnlineVerification.verify(
            pipeline.aws(),
            pipeline.loaded(),
            S3Address.parse("s3://" + version.bucket() + "/processed/a"),
            null,
            null);
    assertThat(report.isVerified()).as(report.findings().toString()).isTrue();
    assertThat(report.findings()).anyMatch(it -> it.subject().equals("delegated"));
  }

  private static Verdict withoutDelegations(PipelineUnderTest pipeline, ObjectVersion version) {
    StoredRecord stored = pipeline.archive().find(version).orElseThrow();
    return new RecordVerifier(pipeline.key().trusted()).verify(stored);
  }

  private static DelegationStatement delegation(PipelineUnderTest pipeline, ObjectVersion version) {
    StoredRecord stored = pipeline.archive().find(version).orElseThrow();
    DelegationStatement used = ((Verdict.Valid) pipeline.verifier().verify(stored)).delegation();
    assertThat(used).isNotNull();
    return used;
  }

  private static List<LogEntry> entries(PipelineUnderTest pipeline) {
    if (keys(pipeline, LogPaths.CHECKPOINT).isEmpty()) {
      return List.of();
    }
    SignedNote note = SignedNote.parse(bytes(pipeline, LogPaths.CHECKPOINT));
    long size = Checkpoint.of(note.text()).size();
    return EntryBundle.decode(bytes(pipeline, LogPaths.TILES + "entries/000.p/" + size)).stream()
        .map(LogEntry::parse)
        .toList();
  }

  private static byte[] bytes(PipelineUnderTest pipeline, String key) {
    String bucket = pipeline.settings().provenance().bucket();
    return pipeline.s3().getObjectAsBytes(it -> it.bucket(bucket).key(key)).asByteArray();
  }

  private static List<String> keys(PipelineUnderTest pipeline, String prefix) {
    String bucket = pipeline.settings().provenance().bucket();
    return pipeline.s3().listObjectsV2(it -> it.bucket(bucket).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private PipelineUnderTest provision(String key, Map<String, String> more) throws Exception {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("waybill.signing.key", key);
    return PipelineUnderTest.provision(cloud, folder, settings);
  }

  private String arn(String key) {
    return kms.describeKey(it -> it.keyId(key)).keyMetadata().arn();
  }

  private String signingKey() {
    return kms.createKey(it -> it.keySpec("ECC_NIST_P256").keyUsage("SIGN_VERIFY"))
        .keyMetadata()
        .keyId();
  }
}
