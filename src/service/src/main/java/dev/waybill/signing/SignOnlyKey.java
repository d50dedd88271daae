package dev.waybill.signing;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;

/**
 * Handle of the signing key that signs and shows nothing: it has no encoding, and only {@link
 * SigningProvider} accepts it. Beans of the registry are visible to every route. The key behind it
 * may be in memory or in KMS, and may change.
 */
final class SignOnlyKey implements PrivateKey {
  private static final long serialVersionUID = 1L;

  private final transient RecordSigner signer;

  SignOnlyKey(RecordSigner signer) {
    this.signer = signer;
  }

  /** Returns what signs; not visible outside of this package. */
  RecordSigner signer() {
    return signer;
  }

  @Override
  public String getAlgorithm() {
    return "EC";
  }

  /** Returns null, as the keys of hardware do. */
  @Override
  public @Nullable String getFormat() {
    return null;
  }

  /** Returns null, as the keys of hardware do. */
  @Override
  public byte @Nullable [] getEncoded() {
    return null;
  }

  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("the signing key does not leave the process");
  }

  @Override
  public String toString() {
    return "signing key without an encoding";
  }
}
