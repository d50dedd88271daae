package dev.waybill.aws.direct;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signing keys of AWS Signature Version 4. The last derived key is cached; it is valid for a day.
 */
final class SigningKeys {
  private static final String HMAC = "HmacSHA256";

  private static final class DerivedKey {
    private final String secret;
    private final String date;
    private final Endpoint.Scope scope;
    private final byte[] key;

    private DerivedKey(String secret, String date, Endpoint.Scope scope, byte[] key) {
      this.secret = secret;
      this.date = date;
      this.scope = scope;
      this.key = key;
    }

    boolean matches(String otherSecret, String otherDate, Endpoint.Scope other) {
      return secret.equals(otherSecret) && date.equals(otherDate) && scope.equals(other);
    }
  }

  private volatile @Nullable DerivedKey last;

  /**
   * Returns the signing key of one day.
   *
   * @param date UTC date in the form {@code 20261127}
   */
  byte[] key(String secret, String date, Endpoint.Scope scope) {
    DerivedKey known = last;
    if (known == null || !known.matches(secret, date, scope)) {
      byte[] key = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), date);
      key = hmac(hmac(hmac(key, scope.region()), scope.service()), SignatureV4.TERMINATION);
      known = new DerivedKey(secret, date, scope, key);
      last = known;
    }
    return known.key;
  }

  /** Returns the HMAC-SHA256 of a text. */
  static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException("every JDK has " + HMAC, impossible);
    }
  }
}
