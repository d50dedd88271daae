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
  void an_alias_is_resolved_to_its_key() {
    assertThat(KmsKeyCheck.expected(new OneKey("alias/x", true), settings("alias/x", true)))
        .isEqualTo(ARN);
  }

  @Test
  void a_key_that_is_not_there_is_named_with_what_to_do() {
    assertThatThrownBy(
            () -> KmsKeyCheck.expected(new OneKey("alias/x", true), settings("alias/y", true)))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("waybill.kms.key: alias/y cannot be looked up (NotFoundException)")
        .hasMessageContaining("kms:DescribeKey")
        .hasMessageEndingWith("waybill.kms.require=false");
  }

  @Test
  void a_disabled_key_is_named_with_its_state() {
    assertThatThrownBy(
            () -> KmsKeyCheck.expected(new OneKey("alias/x", false), settings("alias/x", true)))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("waybill.kms.key: alias/x is PendingDeletion; enable it");
  }

  @Test
  void nobody_is_asked_when_no_key_is_required() {
    assertThat(KmsKeyCheck.expected(new OneKey("none", true), settings("alias/y", false))).isNull();
  }

  private Settings settings(String key, boolean require) {
    Map<String, String> overrides = new HashMap<>();
    overrides.put("waybill.kms.key", key);
    overrides.put("waybill.kms.require", Boolean.toString(require));
    return new SettingsLoader(home, Map.of()).loadLocal(home, overrides).settings();
  }

  /** A KMS that has one key. */
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
