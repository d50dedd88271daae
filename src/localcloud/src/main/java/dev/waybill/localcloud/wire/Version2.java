package dev.waybill.localcloud.wire;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.util.function.Predicate;

/** The older signatures, which some clients still presign with: told apart and refused by name. */
final class Version2 {
  static final String SCHEME = "AWS ";

  private Version2() {}

  /**
   * Whether a query is signed so.
   *
   * @param query whether it has a parameter
   */
  static boolean signs(Predicate<String> query) {
    return query.test("AWSAccessKeyId") && query.test("Signature");
  }

  static StoreException refusal() {
    return new StoreException(
        S3ErrorCode.INVALID_REQUEST,
        "The authorization mechanism you have provided is not supported. Please use"
            + " AWS4-HMAC-SHA256.");
  }
}
