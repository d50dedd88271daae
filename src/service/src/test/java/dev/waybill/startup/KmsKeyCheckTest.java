package dev.waybill.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;

final class KmsKeyCheckTest {
  private static final String ARN = "arn:aws:kms:us-east-1:000000000000:key/1";

  @TempDir Path home;

  @Test
  void resolvesAliasToItsKey() {
    assertThat(KmsKeyCheck.expected(new OneKey("alias/x", true), settings("alias/x", true)))
        .isEqualTo(ARN);
  }

  @Test
  void namesAbsentKeyAndTheFix() {
    assertThatThrownBy(
            () -> KmsKeyCheck.expected(new OneKey("alias/x", true), settings("alias/y", true)))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("waybill.kms.key: alias/y cannot be looked up (NotFoundException)")
        .hasMessageContaining("kms:DescribeKey")
        .hasMessageEndingWith("waybill.kms.require=false");
  }

  @Test
  void namesDisabledKeyAndItsState() {
    assertThatThrownBy(
            () -> KmsKeyCheck.expected(new OneKey("alias/x", false), settings("alias/x", true)))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("waybill.kms.key: alias/x is PendingDeletion; enable it");
  }

  @Test
  void makesNoCallWhenNoKeyIsRequired() {
    assertThat(KmsKeyCheck.expected(new OneKey("none", true), settings("alias/y", false))).isNull();
  }

  private Settings settings(String key, boolean require) {
    Map<String, String> overrides = new HashMap<>();
    overrides.put("waybill.kms.key", key);
    overrides.put("waybill.kms.require", Boolean.toString(require));
    return new SettingsLoader(home, Map.of()).loadLocal(home, overrides).settings();
  }

  /** KMS client of an account with one key. */
  private record OneKey(String name, boolean enabled) implements KmsClient {
    @Override
    public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
      if (!request.keyId().equals(name)) {
        throw KmsException.builder()
            .statusCode(400)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("NotFoundException").build())
            .build();
      }
      KeyState state = enabled ? KeyState.ENABLED : KeyState.PENDING_DELETION;
      return DescribeKeyResponse.builder()
          .keyMetadata(key -> key.arn(ARN).enabled(enabled).keyState(state))
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
