package dev.waybill.trail.digest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Signature of a digest: RSA with PKCS #1 v1.5 padding and SHA-256. */
public final class DigestSignature {
  /** DER of the sequence that says that a key is an RSA key. */
  private static final String RSA = "300d06092a864886f70d0101010500";

  private DigestSignature() {}

  /** Returns true when a signature, in hex, is the key's over the digest. */
  public static boolean isValid(TrailKey key, DigestDocument digest, String signature) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(publicKey(Base64.getDecoder().decode(key.value())));
      verifier.update(digest.signedText().getBytes(StandardCharsets.UTF_8));
      return verifier.verify(HexFormat.of().parseHex(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Wraps the key of PKCS #1 in the structure that the JDK reads. */
  private static PublicKey publicKey(byte[] pkcs1) throws GeneralSecurityException {
    byte[] bits = new byte[pkcs1.length + 1];
    System.arraycopy(pkcs1, 0, bits, 1, pkcs1.length);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(HexFormat.of().parseHex(RSA));
    body.writeBytes(der(0x03, bits));
    return KeyFactory.getInstance("RSA")
        .generatePublic(new X509EncodedKeySpec(der(0x30, body.toByteArray())));
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else if (content.length < 0x100) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
