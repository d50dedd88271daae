package dev.waybill.record;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** Signature of a DSSE envelope. */
final class EnvelopeSignature {
  private EnvelopeSignature() {}

  /** Returns true when a key signed the envelope. */
  static boolean isValid(
      BundleReader.Envelope envelope, PublicKey key, SignatureFactory signatures) {
    try {
      Signature signature = signatures.create();
      signature.initVerify(key);
      signature.update(Pae.of(envelope.payload()));
      return signature.verify(envelope.signature());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
