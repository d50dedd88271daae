package dev.waybill.record;

import dev.waybill.record.Verdict.Reason;
import java.math.BigInteger;

/**
 * Check for the canonical DER form (X.690) of a P-256 ECDSA signature: a sequence of two positive
 * integers without padding, both below the order of the curve. The JDK accepts further forms, so
 * without this check the bytes of a record could be changed without a verification failure.
 */
final class DerSignature {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int MAX_INTEGER_BYTES = 33;

  private DerSignature() {}

  /** Rejects a signature of any other form. */
  static void requireStrict(byte[] signature) throws InvalidRecordException {
    boolean framed =
        signature.length > 2 && signature[0] == SEQUENCE && signature[1] == signature.length - 2;
    int second = framed ? integerEnd(signature, 2) : -1;
    int end = second > 0 ? integerEnd(signature, second) : -1;
    if (end != signature.length) {
      throw new InvalidRecordException(Reason.SIGNATURE, "is not canonical ASN.1 DER");
    }
    if (!isInRange(signature, 2) || !isInRange(signature, second)) {
      throw new InvalidRecordException(Reason.SIGNATURE, "has a number outside the range of P-256");
    }
  }

  private static boolean isInRange(byte[] der, int at) {
    BigInteger number = new BigInteger(der, at + 2, der[at + 1]);
    return number.signum() > 0 && number.compareTo(P256.order()) < 0;
  }

  /** Returns the offset after the integer at {@code at}, or -1 if there is no valid integer. */
  private static int integerEnd(byte[] der, int at) {
    if (at + 2 >= der.length || der[at] != INTEGER) {
      return -1;
    }
    int length = der[at + 1];
    int start = at + 2;
    if (length < 1 || length > MAX_INTEGER_BYTES || start + length > der.length || der[start] < 0) {
      return -1;
    }
    boolean padded = length > 1 && der[start] == 0 && der[start + 1] >= 0;
    return padded ? -1 : start + length;
  }
}
