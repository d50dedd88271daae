package dev.waybill.custody;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Report;
import dev.waybill.aws.KeyArchive;
import dev.waybill.aws.S3Retention;
import dev.waybill.provenance.RetentionRenewal;
import dev.waybill.record.RecordKey;
import dev.waybill.settings.ProvenanceSettings;
import dev.waybill.settings.ProvenanceSettings.RetentionMode;
import dev.waybill.signing.SigningKey;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Tests of the retention of published keys, which the comparison of each hour renews. */
@ExtendWith(CloudExtension.class)
final class KeyRetentionIT {
  private static final Duration RETENTION = Duration.ofDays(30);

  private final CloudUnderTest cloud;
  private final List<Report> reports = new ArrayList<>();
  @TempDir Path folder;
  private String bucket;
  private ProvenanceSettings settings;

  KeyRetentionIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void createBucket() {
    bucket = cloud.uniqueName("keys");
    cloud.s3().createBucket(it -> it.bucket(bucket).objectLockEnabledForBucket(true));
    settings =
        new ProvenanceSettings(bucket, RETENTION, RetentionMode.GOVERNANCE, RETENTION.dividedBy(3));
  }

  private SigningKey key(String name) throws Exception {
    Path keystore = folder.resolve(name);
    SigningKey.create(keystore, "password", name);
    return SigningKey.load(keystore, "password", name);
  }

  private String publish(SigningKey key, Duration retention) {
    String name = RecordKey.ofPublicKey(key.publicKey());
    var unused =
        cloud
            .s3()
            .putObject(
                it ->
                    it.bucket(bucket)
                        .key(name)
                        .checksumAlgorithm("SHA256")
                        .objectLockMode("GOVERNANCE")
                        .objectLockRetainUntilDate(Instant.now().plus(retention)),
                RequestBody.fromString(key.publicKeyPem()));
    return name;
  }

  private HeadObjectResponse head(String key) {
    return cloud.s3().headObject(it -> it.bucket(bucket).key(key));
  }

  /** Compares the published keys as the service does every hour. */
  private void compare(SigningKey trusted) {
    RetentionRenewal renewal =
        new RetentionRenewal(
            settings.retention(),
            settings.renewBefore(),
            new S3Retention(cloud.s3(), bucket),
            RetentionRenewal.Listener.NONE,
            Clock.systemUTC());
    KeyArchive archive = new KeyArchive(cloud.s3(), settings, renewal);
    try (KeyMonitor monitor =
        new KeyMonitor(
            archive::list,
            new KeyFindings(bucket, it -> it.equals(trusted.publicKey())),
            reports::add,
            Clock.systemUTC())) {
      monitor.check();
    }
  }

  @Test
  void renewsRetentionThatEndsSoonAndNoOther() throws Exception {
    SigningKey ours = key("ours");
    String ending = publish(ours, Duration.ofDays(9));
    String lasting = publish(key("retired"), Duration.ofDays(11));
    HeadObjectResponse before = head(lasting);
    String version = head(ending).versionId();

    compare(ours);

    assertThat(head(ending).objectLockRetainUntilDate())
        .isAfter(Instant.now().plus(RETENTION).minus(Duration.ofMinutes(10)));
    assertThat(head(ending).objectLockModeAsString()).isEqualTo("GOVERNANCE");
    assertThat(head(ending).versionId()).isEqualTo(version);
    assertThat(head(lasting).objectLockRetainUntilDate())
        .isEqualTo(before.objectLockRetainUntilDate());
    assertThat(reports).hasSize(1);
  }
}
