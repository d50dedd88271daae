package dev.waybill.app;

import dev.waybill.record.object.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests that the JDK computes, independent of the code under test. */
final class Bytes {
  private Bytes() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Sha256 sha256(String text) {
    return Sha256.of(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
