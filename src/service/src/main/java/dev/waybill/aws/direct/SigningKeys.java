package dev.waybill.aws.direct;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Derives the key of AWS Signature Version 4, which lasts for a day, once for each secret. */
final class SigningKeys {
  private static final String HMAC = "HmacSHA256";

  private static final class Derived {
    private final String secret;
    private final String date;
    private final Endpoint.Scope scope;
    private final byte[] key;

    private Derived(String secret, String date, Endpoint.Scope scope, byte[] key) {
      this.secret = secret;
      this.date = date;
      this.scope = scope;
      this.key = key;
    }

    boolean isOf(String otherSecret, String otherDate, Endpoint.Scope other) {
      return secret.equals(otherSecret) && date.equals(otherDate) && scope.equals(other);
    }
  }

  private volatile @Nullable Derived last;

  /**
   * The key of one day.
   *
   * @param date as {@code 20261127}
   */
  byte[] key(String secret, String date, Endpoint.Scope scope) {
    Derived known = last;
    if (known == null || !known.isOf(secret, date, scope)) {
      byte[] key = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), date);
      key = hmac(hmac(hmac(key, scope.region()), scope.service()), SignatureV4.TERMINATION);
      known = new Derived(secret, date, scope, key);
      last = known;
    }
    return known.key;
  }

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
