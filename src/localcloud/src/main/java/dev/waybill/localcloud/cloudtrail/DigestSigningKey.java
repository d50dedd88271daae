package dev.waybill.localcloud.cloudtrail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * RSA key pair that signs digest files during its period of validity.
 *
 * @param fingerprint the MD5 of the public key in lower-case hexadecimal
 * @param publicKey the public key in Base64, a PKCS #1 {@code RSAPublicKey}
 * @param privateKey the private key in Base64, a PKCS #8 {@code PrivateKeyInfo}
 * @param validFrom the start of the period in seconds since the epoch
 * @param validUntil the end of the period in seconds since the epoch
 */
public record DigestSigningKey(
    String fingerprint, String publicKey, String privateKey, long validFrom, long validUntil) {
  /** Name of the signature algorithm in digest files and their metadata. */
  public static final String ALGORITHM = "SHA256withRSA";

  private static final int MODULUS_BITS = 2048;

  /** Length of what precedes the PKCS #1 key of 2048 bits in a {@code SubjectPublicKeyInfo}. */
  private static final int INFO_HEADER_BYTES = 24;

  static DigestSigningKey create(long validFrom, long validUntil) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(MODULUS_BITS);
      KeyPair pair = generator.generateKeyPair();
      byte[] info = pair.getPublic().getEncoded();
      byte[] key = Arrays.copyOfRange(info, INFO_HEADER_BYTES, info.length);
      return new DigestSigningKey(
          HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(key)),
          Base64.getEncoder().encodeToString(key),
          Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
          validFrom,
          validUntil);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Signs a text and returns the signature in lower-case hexadecimal. */
  public String sign(String text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(decodedPrivateKey());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the signing key " + fingerprint + " is unusable", e);
    }
  }

  private PrivateKey decodedPrivateKey() throws GeneralSecurityException {
    byte[] encoded = Base64.getDecoder().decode(privateKey);
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }
}
