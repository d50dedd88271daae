package dev.waybill.aws.direct;

import dev.waybill.record.object.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Small request body in memory, with its SHA-256. */
final class Payload {
  static final Payload NONE = of(new byte[0]);

  private final byte[] bytes;
  private final Sha256 sha256;

  private Payload(byte[] bytes, Sha256 sha256) {
    this.bytes = bytes;
    this.sha256 = sha256;
  }

  /**
   * Creates a payload and computes its SHA-256.
   *
   * @param bytes body that must not change afterwards; it is not copied
   */
  static Payload of(byte[] bytes) {
    try {
      return new Payload(bytes, Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  byte[] bytes() {
    return bytes;
  }

  Sha256 sha256() {
    return sha256;
  }
}
