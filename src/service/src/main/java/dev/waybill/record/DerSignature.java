package dev.waybill.record;

import dev.waybill.record.Verdict.Reason;
import java.math.BigInteger;

/**
 * The one DER form (X.690) of an ECDSA signature: a sequence of two positive integers without
 * padding, both below the order of P-256. The JDK reads more forms than one, which would let a
 * record be changed unnoticed.
 */
final class DerSignature {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int LONGEST_INTEGER = 33;

  private DerSignature() {}

  static void requireStrict(byte[] signature) throws InvalidRecord {
    boolean framed =
        signature.length > 2 && signature[0] == SEQUENCE && signature[1] == signature.length - 2;
    int second = framed ? integerEnd(signature, 2) : -1;
    int end = second > 0 ? integerEnd(signature, second) : -1;
    if (end != signature.length) {
      throw new InvalidRecord(Reason.SIGNATURE, "is not ASN.1 DER");
    }
    if (!isInRange(signature, 2) || !isInRange(signature, second)) {
      throw new InvalidRecord(Reason.SIGNATURE, "has a number that no P-256 signature has");
    }
  }

  private static boolean isInRange(byte[] der, int at) {
    BigInteger number = new BigInteger(der, at + 2, der[at + 1]);
    return number.signum() > 0 && number.compareTo(P256.order()) < 0;
  }

  /** Where the integer ends, or -1 when it is none. */
  private static int integerEnd(byte[] der, int at) {
    if (at + 2 >= der.length || der[at] != INTEGER) {
      return -1;
    }
    int length = der[at + 1];
    int start = at + 2;
    if (length < 1 || length > LONGEST_INTEGER || start + length > der.length || der[start] < 0) {
      return -1;
    }
    boolean padded = length > 1 && der[start] == 0 && der[start + 1] >= 0;
    return padded ? -1 : start + length;
  }
}
