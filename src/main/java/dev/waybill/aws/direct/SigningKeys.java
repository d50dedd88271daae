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
    private final String region;
    private final byte[] key;

    private Derived(String secret, String date, String region, byte[] key) {
      this.secret = secret;
      this.date = date;
      this.region = region;
      this.key = key;
    }

    boolean isOf(String otherSecret, String otherDate, String otherRegion) {
      return secret.equals(otherSecret) && date.equals(otherDate) && region.equals(otherRegion);
    }
  }

  private volatile @Nullable Derived last;

  /**
   * The key of one day.
   *
   * @param date as {@code 20261127}
   */
  byte[] key(String secret, String date, String region) {
    Derived known = last;
    if (known == null || !known.isOf(secret, date, region)) {
      byte[] key = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), date);
      key = hmac(hmac(hmac(key, region), SignatureV4.SERVICE), SignatureV4.TERMINATION);
      known = new Derived(secret, date, region, key);
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
