package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of the setting that names the signing key. */
final class SigningKeyUriTest {
  private static final String KEY = "waybill.signing.key";

  @TempDir Path home;

  @Test
  void keystoreIsTheShortFormOfFileAndAlias() {
    SigningSettings signing =
        load(Map.of(KEY, "pkcs12:keys/s.p12#waybill-2", "waybill.signing.password", "p"));

    assertThat(signing.keystore()).isEqualTo(home.resolve("keys/s.p12"));
    assertThat(signing.alias()).isEqualTo("waybill-2");
    assertThat(signing.kms()).isNull();
  }

  @Test
  void earlierSettingsAloneGoOnWorking() {
    SigningSettings signing =
        load(
            Map.of(
                "waybill.signing.keystore", "s.p12",
                "waybill.signing.password", "p",
                "waybill.signing.alias", "waybill"));

    assertThat(signing.keystore()).isEqualTo(home.resolve("s.p12"));
    assertThat(signing.kms()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alias/waybill-signing",
        "11111111-2222-3333-4444-555555555555",
        "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555",
        "arn:aws:kms:eu-central-1:123456789012:alias/waybill-signing"
      })
  void keyOfKmsNeedsNoKeystore(String key) {
    SigningSettings signing = load(Map.of(KEY, "awskms:///" + key));

    assertThat(signing.kms()).isNotNull();
    assertThat(signing.kms().uri()).isEqualTo("awskms:///" + key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkcs12:s.p12",
        "pkcs12:#waybill",
        "pkcs12:s.p12#",
        "s.p12",
        "awskms:///",
        "awskms://alias/x",
        "awskms://localhost:4566/alias/x",
        "awskms:///alias/",
        "awskms:///alias/a b",
        "awskms:///arn:aws:kms:eu-central-1:123456789012:grant/x",
        "gcpkms://projects/p",
        "AWSKMS:///alias/x"
      })
  void rejectsAnythingElse(String text) {
    assertThatThrownBy(() -> load(Map.of(KEY, text)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(KEY)
        .hasMessageContaining("pkcs12:FILE#ALIAS");
  }

  @Test
  void keystoreNeedsItsPassword() {
    assertThatThrownBy(() -> load(Map.of(KEY, "pkcs12:s.p12#waybill")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("waybill.signing.password");
  }

  private SigningSettings load(Map<String, String> given) {
    return new SettingsLoader(home, Map.of()).load(given).settings().signing();
  }
}
