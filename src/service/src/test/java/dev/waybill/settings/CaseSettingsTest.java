package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trusted principals and addresses as a setting. */
final class CaseSettingsTest {
  @Test
  void readsPrincipalsAndAddresses() {
    assertThat(CaseSettings.TYPE.parse("none")).isEmpty();
    assertThat(CaseSettings.TYPE.parse("arn:aws-cn:iam::1:user/a ,2001:db8::1"))
        .containsExactly("arn:aws-cn:iam::1:user/a", "2001:db8::1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "deploy",
        "*",
        "arn:aws:iam::1:role/a,",
        "arn:aws:s3:::b",
        "10.0.0.0/8",
        "a b"
      })
  void rejectsWhatIsNeither(String text) {
    assertThatThrownBy(() -> CaseSettings.TYPE.parse(text))
        .hasMessageContaining("ARNs of IAM principals");
  }
}
