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

  /** OpenSSL made the key, {@code ssh-keygen -l} its fingerprint. */
  @Test
  void the_key_id_is_the_fingerprint_that_openssh_shows() {
    assertThat(KeyId.of(PublicKeyPem.parse(KEY.getBytes(UTF_8))))
        .isEqualTo("SHA256:SBfTi3Iu5bd28DIcLQrEFJaKagFPcLydKgSYeOfYiak");
  }

  @Test
  void a_key_that_was_written_is_read() {
    PublicKey key = TestSigner.create().publicKey();
    String pem = PublicKeyPem.write(key);

    assertThat(PublicKeyPem.parse(pem.getBytes(UTF_8))).isEqualTo(key);
    assertThat(pem.lines()).allMatch(line -> line.length() <= 64);
  }

  @Test
  void line_ends_of_other_systems_are_read() {
    assertThat(PublicKeyPem.parse(KEY.replace("\n", "\r\n").getBytes(UTF_8)))
        .isEqualTo(PublicKeyPem.parse(KEY.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "Ed25519", "EC secp384r1", "EC secp521r1"})
  void a_key_of_another_kind_is_refused(String kind) {
    String[] words = kind.split(" ", -1);
    PublicKey key = P256Test.key(words[0], words.length > 1 ? words[1] : "");
    assertRefused(pem("PUBLIC KEY", key.getEncoded()));
  }

  @Test
  void another_label_and_another_shape_are_refused() {
    byte[] der = PublicKeyPem.parse(KEY.getBytes(UTF_8)).getEncoded();
    assertRefused("");
    assertRefused(pem("CERTIFICATE", der));
    assertRefused(pem("PRIVATE KEY", der));
    assertRefused(KEY + KEY);
    assertRefused("x" + KEY);
    assertRefused(KEY.replace("END", "FIN"));
    assertRefused(KEY.replace("MFkw", "MFk*"));
    assertRefused(KEY.replace("/Q==", "/"));
    assertRefused(pem("PUBLIC KEY", java.util.Arrays.copyOf(der, der.length - 1)));
  }

  @Property(tries = 200)
  void bytes_that_are_no_key_are_refused(@ForAll byte[] der) {
    assertRefused(pem("PUBLIC KEY", der));
  }

  private static void assertRefused(String text) {
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
