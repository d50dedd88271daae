package dev.waybill.evidence;

import dev.waybill.trail.digest.DigestDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** Files of one digest of CloudTrail in the forms that openssl takes. */
final class DigestFiles {
  private static final int LINE_LENGTH = 64;

  private DigestFiles() {}

  /**
   * Adds content, signed text, signature and public key.
   *
   * @param stored the digest as it is stored, which is valid
   */
  static void add(
      EvidenceBuilder pack, int number, byte[] stored, DigestDocument document, StatedDigest stated)
      throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      pack.add(PackNames.digest(number), in.readAllBytes());
    }
    pack.add(PackNames.digestText(number), document.signedText());
    pack.add(PackNames.digestSignature(number), HexFormat.of().parseHex(stated.signature()));
    pack.add(PackNames.trailKey(number), pem(stated.key().value()));
  }

  private static String pem(String pkcs1) {
    byte[] der = Base64.getDecoder().decode(pkcs1);
    String base64 =
        Base64.getMimeEncoder(LINE_LENGTH, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(der);
    return "-----BEGIN RSA PUBLIC KEY-----\n" + base64 + "\n-----END RSA PUBLIC KEY-----\n";
  }
}
