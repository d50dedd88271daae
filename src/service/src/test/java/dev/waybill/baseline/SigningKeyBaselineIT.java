package dev.waybill.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.baseline.ControlResult.Status;
import dev.waybill.baseline.control.SigningKeyControls;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.RolePermissions;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Control of the key of KMS that signs records; each test has an alias of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SigningKeyBaselineIT {
  private static final Path HOME = Path.of("").toAbsolutePath();

  private LocalCloud cloud;
  private RecordingClients recorded;
  private KmsClient kms;

  @BeforeAll
  void startCloud(@TempDir Path data) throws IOException {
    cloud = LocalCloud.start(LocalCloudOptions.defaults(data, 0));
    recorded = new RecordingClients(cloud.endpoint(), "operator");
    kms = recorded.clients().kms();
  }

  @AfterAll
  void stopCloud() throws IOException {
    cloud.close();
  }

  @Test
  void createsTheKeyOnceAndOnlyAskedByAnAlias() {
    ControlResult missing = check("alias/made");
    assertThat(missing.status()).isEqualTo(Status.DRIFTED);
    assertThat(missing.is()).isEqualTo("absent");
    assertThat(missing.control().fix())
        .contains("aws kms create-key --key-spec ECC_NIST_P256 --key-usage SIGN_VERIFY")
        .contains("aws kms create-alias --alias-name alias/made");

    assertThat(apply("alias/made").status()).isEqualTo(Status.FIXED);

    KeyMetadata key = key("alias/made");
    assertThat(key.keySpec()).isEqualTo(KeySpec.ECC_NIST_P256);
    assertThat(key.keyUsage()).isEqualTo(KeyUsageType.SIGN_VERIFY);
    assertThat(kms.getKeyPolicy(it -> it.keyId(key.keyId()).policyName("default")).policy())
        .contains("AccountAdministers")
        .doesNotContain("WaybillTrail");
    recorded.clear();
    assertThat(apply("alias/made").status()).isEqualTo(Status.HOLDS);
    assertThat(recorded.changes()).isEmpty();
    assertThat(apply("11111111-2222-3333-4444-555555555555").status()).isEqualTo(Status.REFUSED);
  }

  @Test
  void completesAnInterruptedRun() {
    String description = deployment("alias/interrupted").signingKeyDescription();
    String id =
        kms.createKey(
                it ->
                    it.keySpec(KeySpec.ECC_NIST_P256)
                        .keyUsage(KeyUsageType.SIGN_VERIFY)
                        .description(description))
            .keyMetadata()
            .keyId();

    assertThat(apply("alias/interrupted").status()).isEqualTo(Status.FIXED);

    assertThat(key("alias/interrupted").keyId()).isEqualTo(id);
  }

  @Test
  void enablesADisabledKey() {
    ControlResult unused = apply("alias/disabled");
    kms.disableKey(it -> it.keyId(key("alias/disabled").keyId()));
    assertThat(check("alias/disabled").status()).isEqualTo(Status.DRIFTED);

    assertThat(apply("alias/disabled").status()).isEqualTo(Status.FIXED);

    assertThat(key("alias/disabled").keyState()).isEqualTo(KeyState.ENABLED);
  }

  @Test
  void rejectsAKeyOfAnotherKind() {
    String symmetric = kms.createKey().keyMetadata().keyId();
    kms.createAlias(it -> it.aliasName("alias/symmetric").targetKeyId(symmetric));

    ControlResult result = apply("alias/symmetric");

    assertThat(result.status()).isEqualTo(Status.REFUSED);
    assertThat(result.note())
        .contains("alias/symmetric is a key with the spec SYMMETRIC_DEFAULT for ENCRYPT_DECRYPT")
        .contains("name another key in waybill.signing.key");
  }

  @Test
  void controlsNothingWhenTheKeyIsInAFile() {
    assertThat(new SigningKeyControls(kms, deployment("none")).definitions()).isEmpty();
  }

  @Test
  void needsOnlyPermissionsOfOperator() {
    recorded.clear();
    ControlResult unused = apply("alias/permitted");

    Deployment known =
        deployment("alias/permitted").withKey("arn:aws:kms:us-east-1:000000000000:key/1");
    assertThat(IamActions.of(recorded.calls()))
        .isSubsetOf(IamActions.allowed(new RolePermissions(known).operator()));
    assertThat(IamActions.allowed(new RolePermissions(known).operator()))
        .doesNotContain("kms:Sign");
  }

  private ControlResult check(String key) {
    return only(new Baseline(recorded.clients(), settings(key), HOME).check(result -> {}));
  }

  private ControlResult apply(String key) {
    return only(new Baseline(recorded.clients(), settings(key), HOME).apply(result -> {}));
  }

  private static ControlResult only(BaselineReport report) {
    return report.results().stream()
        .filter(it -> it.control().id().equals(SigningKeyControls.KEY))
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  private KeyMetadata key(String alias) {
    return kms.describeKey(it -> it.keyId(alias)).keyMetadata();
  }

  private static Deployment deployment(String key) {
    return Deployment.of(settings(key), "aws", "000000000000", "us-east-1");
  }

  private static Settings settings(String key) {
    return new SettingsLoader(HOME, Map.of())
        .loadWithoutSigning(Map.of("waybill.signing.key", key))
        .settings();
  }
}
