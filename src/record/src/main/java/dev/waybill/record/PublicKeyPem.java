package dev.waybill.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PEM form of a P-256 public key: SubjectPublicKeyInfo, RFC 7468. */
public final class PublicKeyPem {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
  private static final int LINE_LENGTH = 64;

  private PublicKeyPem() {}

  /** Writes a key as one {@code PUBLIC KEY} block. */
  public static String write(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(LINE_LENGTH, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /**
   * Reads a key from one {@code PUBLIC KEY} block.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  public static PublicKey parse(byte[] text) {
    // ISO 8859-1 decodes every byte; the pattern rejects everything that is not PEM.
    Matcher pem = PEM.matcher(new String(text, StandardCharsets.ISO_8859_1));
    if (!pem.matches()) {
      throw new IllegalArgumentException("no PUBLIC KEY block");
    }
    return ofDer(Base64.getMimeDecoder().decode(pem.group(1)));
  }

  /**
   * Reads a key from a SubjectPublicKeyInfo.
   *
   * @throws IllegalArgumentException when the bytes are anything else
   */
  static PublicKey ofDer(byte[] der) {
    try {
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      P256.require(key, "the PUBLIC KEY block");
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no elliptic-curve key", e);
    }
  }
}
