package dev.waybill.contract;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Values that contract tests compare with. */
final class ContractValues {
  /** ETag that no object of a test has. */
  static final String WRONG_ETAG = "\"00000000000000000000000000000000\"";

  private ContractValues() {}

  /** Returns the SHA-256 in S3's notation. */
  static String sha256(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
