package dev.waybill.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PublicKey;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicKeyPemTest {
  private static final String KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEkuGjeFvP6U2I+P8iWiUK2J1GfVkF
      7xa3U5uhVf+ZyscQCXt4ifA1bQjj2R3HPVYabhSCU8a0KnTklII8DHZT/Q==
      -----END PUBLIC KEY-----
      """;

  /** The key is from OpenSSL, the fingerprint from {@code ssh-keygen -l}. */
  @Test
  void theKeyIdIsTheFingerprintThatOpensshShows() {
    assertThat(KeyId.of(PublicKeyPem.parse(KEY.getBytes(UTF_8))))
        .isEqualTo("SHA256:SBfTi3Iu5bd28DIcLQrEFJaKagFPcLydKgSYeOfYiak");
  }

  @Test
  void aWrittenKeyIsReadBack() {
    PublicKey key = TestSigner.create().publicKey();
    String pem = PublicKeyPem.write(key);

    assertThat(PublicKeyPem.parse(pem.getBytes(UTF_8))).isEqualTo(key);
    assertThat(pem.lines()).allMatch(line -> line.length() <= 64);
  }

  @Test
  void windowsLineEndsAreAccepted() {
    assertThat(PublicKeyPem.parse(KEY.replace("\n", "\r\n").getBytes(UTF_8)))
        .isEqualTo(PublicKeyPem.parse(KEY.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "Ed25519", "EC secp384r1", "EC secp521r1"})
  void aKeyOfAnotherKindIsRejected(String kind) {
    String[] words = kind.split(" ", -1);
    PublicKey key = P256Test.key(words[0], words.length > 1 ? words[1] : "");
    assertRejected(pem("PUBLIC KEY", key.getEncoded()));
  }

  @Test
  void anotherLabelOrFormIsRejected() {
    byte[] der = PublicKeyPem.parse(KEY.getBytes(UTF_8)).getEncoded();
    assertRejected("");
    assertRejected(pem("CERTIFICATE", der));
    assertRejected(pem("PRIVATE KEY", der));
    assertRejected(KEY + KEY);
    assertRejected("x" + KEY);
    assertRejected(KEY.replace("END", "FIN"));
    assertRejected(KEY.replace("MFkw", "MFk*"));
    assertRejected(KEY.replace("/Q==", "/"));
    assertRejected(pem("PUBLIC KEY", java.util.Arrays.copyOf(der, der.length - 1)));
  }

  @Property(tries = 200)
  void bytesThatAreNotAKeyAreRejected(@ForAll byte[] der) {
    assertRejected(pem("PUBLIC KEY", der));
  }

  private static void assertRejected(String text) {
    assertThatThrownBy(() -> PublicKeyPem.parse(text.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
