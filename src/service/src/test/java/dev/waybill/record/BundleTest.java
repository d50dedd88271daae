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
  void what_was_written_is_read(
      @ForAll byte[] statement, @ForAll byte[] signature, @ForAll String text)
      throws InvalidRecordException {
    String keyId = new String(text.getBytes(UTF_8), UTF_8);

    BundleReader.Envelope read = BundleReader.read(Bundle.write(statement, signature, keyId));

    assertThat(read.payload()).isEqualTo(statement);
    assertThat(read.signature()).isEqualTo(signature);
    assertThat(read.keyId()).isEqualTo(keyId);
  }

  @Test
  void the_same_input_gives_the_same_bytes() {
    assertThat(Bundle.write(bytes("{}"), bytes("s"), "k")).isEqualTo(GOOD.getBytes(UTF_8));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          another media type        | v0.3+json             | v0.4+json            | BUNDLE
          a field besides           | {"mediaType"          | {"x":1,"mediaType"   | BUNDLE
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
          a signature besides       | "sig":"cw=="          | "sig":"cw==","x":1   | ENVELOPE
          a signature that is null  | {"keyid":"k","sig":"cw=="} | null            | KEY
          """)
  void what_is_not_of_the_exact_form_is_refused(
      String defect, String part, String instead, Reason reason) {
    assertThat(GOOD).as(defect).contains(part);
    assertRefused(GOOD.replace(part, instead), reason);
  }

  @Test
  void what_comes_behind_the_end_is_refused() {
    assertRefused(GOOD + "{}", Reason.BUNDLE);
    assertRefused(GOOD + "x", Reason.BUNDLE);
  }

  private static void assertRefused(String bundle, Reason reason) {
    assertThatThrownBy(() -> BundleReader.read(bytes(bundle)))
        .isInstanceOfSatisfying(
            InvalidRecordException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
