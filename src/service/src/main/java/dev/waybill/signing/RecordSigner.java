package dev.waybill.signing;

import java.util.List;

/** Source of signatures with the key that signs records now, wherever that key is. */
public interface RecordSigner extends AutoCloseable {
  /**
   * Signs with ECDSA on P-256 and SHA-256.
   *
   * @throws SigningUnavailableException when no key can sign now
   */
  KeyedSignature sign(byte[] message);

  /**
   * Returns the fingerprints of the keys whose signatures may be in use, the newest first. Without
   * a rotation there is one.
   */
  List<String> keyIds();

  /** Ends work in the background. */
  @Override
  default void close() {}
}
