package dev.waybill.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A P-256 public key as PEM: SubjectPublicKeyInfo, RFC 7468. */
public final class PublicKeyPem {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

  private PublicKeyPem() {}

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException when the text is something else
   */
  public static PublicKey parse(byte[] text) {
    // ISO 8859-1 reads every byte; the pattern refuses what is not PEM.
    Matcher pem = PEM.matcher(new String(text, StandardCharsets.ISO_8859_1));
    if (!pem.matches()) {
      throw new IllegalArgumentException("no PUBLIC KEY block");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      P256.require(key, "the PUBLIC KEY block");
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no elliptic-curve key", e);
    }
  }
}
