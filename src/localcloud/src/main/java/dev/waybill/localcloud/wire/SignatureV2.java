package dev.waybill.localcloud.wire;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.util.function.Predicate;

/** Detection of the obsolete AWS Signature Version 2, which some clients still presign with. */
final class SignatureV2 {
  static final String SCHEME = "AWS ";

  private SignatureV2() {}

  /**
   * Returns true when a query carries such a signature.
   *
   * @param query the test for the presence of a query parameter
   */
  static boolean isSigned(Predicate<String> query) {
    return query.test("AWSAccessKeyId") && query.test("Signature");
  }

  /** Returns the error for a request with such a signature. */
  static StoreException unsupported() {
    return new StoreException(
        S3ErrorCode.INVALID_REQUEST,
        "The authorization mechanism you have provided is not supported. Please use"
            + " AWS4-HMAC-SHA256.");
  }
}
