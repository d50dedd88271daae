package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import dev.waybill.testing.TestTrail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** Contract of persistence: keys, trails, workgroups and the catalogue survive a restart. */
@ExtendWith(CloudExtension.class)
final class ControlPersistenceContractIT {
  private static final SdkBytes MESSAGE = SdkBytes.fromUtf8String("a message");

  private final CloudUnderTest cloud;

  ControlPersistenceContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void aKeyDecryptsAfterARestart() {
    cloud.assumeRestartable();
    KmsClient kms = cloud.kms();
    String id = kms.createKey().keyMetadata().keyId();
    String alias = "alias/" + cloud.uniqueName("kept");
    kms.createAlias(it -> it.aliasName(alias).targetKeyId(id));
    kms.enableKeyRotation(it -> it.keyId(id).rotationPeriodInDays(100));
    SdkBytes sealed = kms.encrypt(it -> it.keyId(alias).plaintext(MESSAGE)).ciphertextBlob();
    String doomed = kms.createKey().keyMetadata().keyId();
    kms.scheduleKeyDeletion(it -> it.keyId(doomed).pendingWindowInDays(7));
    cloud.restart();
    assertThat(kms.decrypt(it -> it.ciphertextBlob(sealed)).plaintext()).isEqualTo(MESSAGE);
    assertThat(kms.describeKey(it -> it.keyId(alias)).keyMetadata().keyId()).isEqualTo(id);
    assertThat(kms.getKeyRotationStatus(it -> it.keyId(id)).rotationPeriodInDays()).isEqualTo(100);
    assertThat(kms.describeKey(it -> it.keyId(doomed)).keyMetadata().keyStateAsString())
        .isEqualTo("PendingDeletion");
  }

  @Test
  void aTrailContinuesToLogAfterARestart() {
    cloud.assumeRestartable();
    TestBucket logs = cloud.bucket("logs");
    TestTrail.allowDelivery(cloud.s3(), logs.name());
    String name = cloud.uniqueName("trail");
    try (CloudTrailClient trails =
        cloud.configure(CloudTrailClient.builder(), cloud.credentials()).build()) {
      trails.createTrail(it -> it.name(name).s3BucketName(logs.name()));
      trails.putEventSelectors(
          it -> it.trailName(name).advancedEventSelectors(TestTrail.management()));
      trails.startLogging(it -> it.name(name));
      cloud.restart();
      assertThat(trails.getTrailStatus(it -> it.name(name)).isLogging()).isTrue();
      assertThat(trails.getEventSelectors(it -> it.trailName(name)).advancedEventSelectors())
          .containsExactly(TestTrail.management());
      trails.deleteTrail(it -> it.name(name));
    }
  }

  @Test
  void workgroupsAndTablesSurviveARestart() {
    cloud.assumeRestartable();
    String name = cloud.uniqueName("kept");
    try (AthenaClient athena =
            cloud.configure(AthenaClient.builder(), cloud.credentials()).build();
        GlueClient glue = cloud.configure(GlueClient.builder(), cloud.credentials()).build()) {
      athena.createWorkGroup(
          it -> it.name(name).configuration(to -> to.bytesScannedCutoffPerQuery(20_000_000L)));
      glue.createDatabase(it -> it.databaseInput(of -> of.name(name)));
      glue.createTable(it -> it.databaseName(name).tableInput(of -> of.name("t")));
      cloud.restart();
      assertThat(
              athena
                  .getWorkGroup(it -> it.workGroup(name))
                  .workGroup()
                  .configuration()
                  .bytesScannedCutoffPerQuery())
          .isEqualTo(20_000_000);
      assertThat(glue.getTable(it -> it.databaseName(name).name("t")).table().name())
          .isEqualTo("t");
    }
  }
}
