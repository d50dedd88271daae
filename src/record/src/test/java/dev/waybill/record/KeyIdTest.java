package dev.waybill.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class KeyIdTest {
  /** Computed from the encoded key, whose last 65 bytes are the point (RFC 5480, RFC 5656). */
  @Test
  void keyIdIsTheOpensshFingerprint() throws Exception {
    for (int attempt = 0; attempt < 50; attempt++) {
      PublicKey key = TestSigner.create().publicKey();
      byte[] spki = key.getEncoded();
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update("\0\0\0\23ecdsa-sha2-nistp256".getBytes(ISO_8859_1));
      sha256.update("\0\0\0\10nistp256\0\0\0\101".getBytes(ISO_8859_1));
      sha256.update(Arrays.copyOfRange(spki, spki.length - 65, spki.length));
      String base64 = Base64.getEncoder().encodeToString(sha256.digest());

      assertThat(KeyId.of(key)).isEqualTo("SHA256:" + base64.replace("=", ""));
    }
  }

  @Test
  void keyOfAnotherCurveHasNoKeyId() {
    assertThatThrownBy(() -> KeyId.of(P256Test.key("EC", "secp384r1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the key is not an EC P-256 key");
  }
}
