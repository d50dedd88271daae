package dev.waybill.localcloud.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256, SHA-256 and the signing keys derived with them. */
final class Hmac {
  private Hmac() {}

  static byte[] of(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  static byte[] signingKey(String secret, String date, String region, String service) {
    byte[] ofDate = of(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), date);
    return of(of(of(ofDate, region), service), "aws4_request");
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static String sha256(byte[] bytes) {
    return hex(BodyDigests.digest("SHA-256").digest(bytes));
  }
}
