package dev.waybill.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.Verdict.Reason;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BundleTest {
  private static final String GOOD = new String(Bundle.write(bytes("{}"), bytes("s"), "k"), UTF_8);

  @Property
  void aWrittenBundleIsReadBack(
      @ForAll byte[] statement, @ForAll byte[] signature, @ForAll String text)
      throws InvalidRecordException {
    String keyId = new String(text.getBytes(UTF_8), UTF_8);

    BundleReader.Envelope read = BundleReader.read(Bundle.write(statement, signature, keyId));

    assertThat(read.payload()).isEqualTo(statement);
    assertThat(read.signature()).isEqualTo(signature);
    assertThat(read.keyId()).isEqualTo(keyId);
  }

  @Test
  void equalInputGivesEqualBytes() {
    assertThat(Bundle.write(bytes("{}"), bytes("s"), "k")).isEqualTo(GOOD.getBytes(UTF_8));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          another media type        | v0.3+json             | v0.4+json            | BUNDLE
          an unknown field          | {"mediaType"          | {"x":1,"mediaType"   | BUNDLE
          an unknown material       | {"publicKey"          | {"x":1,"publicKey"   | BUNDLE
          an unknown key field      | {"hint"               | {"x":1,"hint"        | BUNDLE
          an unknown envelope field | {"payload":           | {"x":1,"payload":    | ENVELOPE
          a field twice             | {"mediaType"          | {"mediaType":"","mediaType" | BUNDLE
          a certificate             | "publicKey"           | "certificate"        | BUNDLE
          a hint that is no text    | "hint":"k"            | "hint":1             | BUNDLE
          another hint              | "hint":"k"            | "hint":"other"       | KEY
          another key id            | "keyid":"k"           | "keyid":""           | KEY
          no key id                 | "keyid":"k",          | ``                   | KEY
          another payload type      | vnd.in-toto+json      | vnd.in-toto+xml      | ENVELOPE
          base64 without padding    | "sig":"cw=="          | "sig":"cw"           | ENVELOPE
          base64 with stray bits    | "sig":"cw=="          | "sig":"cx=="         | ENVELOPE
          base64 with a space       | "sig":"cw=="          | "sig":"cw== "        | ENVELOPE
          base64url                 | "payload":"e30="      | "payload":"__8="     | ENVELOPE
          no signature              | {"keyid":"k","sig":"cw=="} | ``              | ENVELOPE
          two signatures            | "cw=="}]              | "cw=="},{"keyid":"k","sig":"cw=="}] | ENVELOPE
          an unknown signature field | "sig":"cw=="          | "sig":"cw==","x":1   | ENVELOPE
          a signature that is null  | {"keyid":"k","sig":"cw=="} | null            | KEY
          """)
  void aBundleOfAnotherFormIsRejected(
      String defect, String part, String replacement, Reason reason) {
    assertThat(GOOD).as(defect).contains(part);
    assertRejected(GOOD.replace(part, replacement), reason);
  }

  @Test
  void contentAfterTheEndIsRejected() {
    assertRejected(GOOD + "{}", Reason.BUNDLE);
    assertRejected(GOOD + "x", Reason.BUNDLE);
  }

  private static void assertRejected(String bundle, Reason reason) {
    assertThatThrownBy(() -> BundleReader.read(bytes(bundle)))
        .isInstanceOfSatisfying(
            InvalidRecordException.class, error -> assertThat(error.reason()).isEqualTo(reason));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
