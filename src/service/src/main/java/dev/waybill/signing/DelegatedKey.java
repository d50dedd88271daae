package dev.waybill.signing;

import dev.waybill.record.DelegationStatement;
import java.security.KeyPair;
import java.time.Instant;

/**
 * Key in memory that may sign records for a time.
 *
 * @param signer signs with the key
 * @param statement the delegation
 * @param bundle the signed delegation, which must be published before the key signs
 */
record DelegatedKey(RecordSigner signer, DelegationStatement statement, SignedBundle bundle) {
  /** Bytes of a bundle. */
  static final class SignedBundle {
    private final byte[] bytes;

    SignedBundle(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    byte[] bytes() {
      return bytes.clone();
    }
  }

  static DelegatedKey of(KeyPair pair, DelegationStatement statement, byte[] bundle) {
    return new DelegatedKey(
        new LocalSigner(pair.getPrivate(), pair.getPublic()), statement, new SignedBundle(bundle));
  }

  /** Returns the time from which on another key replaces this one. */
  Instant renewAt() {
    return statement.at().plus(DelegatedSigner.RENEWAL);
  }

  /** Returns the time from which on this key signs nothing, because S3 must store it in time. */
  Instant endOfUse() {
    return statement.notAfter().minus(DelegatedSigner.MARGIN);
  }
}
