package dev.waybill.record;

import dev.waybill.record.Verdict.Invalid;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.Verdict.Valid;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Strict verifier of records. A record is valid only if it has exactly the form that Waybill writes
 * and a trusted key signed it. The content of a record never makes the verifier throw.
 */
public final class RecordVerifier {
  /** Maximum size of a record in bytes; a record usually has a few KiB. */
  public static final int MAX_RECORD_BYTES = 1024 * 1024;

  private final Map<String, PublicKey> trustedKeys = new HashMap<>();
  private final SignatureFactory signatures;

  /**
   * Creates a verifier that uses the preferred security provider of the JVM.
   *
   * @param trustedKeys P-256 keys; the record's hint selects the one that must have signed
   */
  public RecordVerifier(Collection<PublicKey> trustedKeys) {
    this(trustedKeys, SignatureFactory.ofPlatform());
  }

  /**
   * Creates a verifier that uses the given security provider.
   *
   * @param trustedKeys P-256 keys; the record's hint selects the one that must have signed
   * @param signatures source of the signature objects, called once per record
   */
  public RecordVerifier(Collection<PublicKey> trustedKeys, SignatureFactory signatures) {
    trustedKeys.forEach(key -> this.trustedKeys.put(KeyId.of(key), key));
    this.signatures = signatures;
  }

  /** Verifies one record. */
  public Verdict verify(byte[] bundle) {
    if (bundle.length > MAX_RECORD_BYTES) {
      return new Invalid(Reason.BUNDLE, "larger than 1 MiB");
    }
    try {
      return verify(BundleReader.read(bundle));
    } catch (InvalidRecordException e) {
      return new Invalid(e.reason(), e.detail());
    }
  }

  private Verdict verify(BundleReader.Envelope envelope) throws InvalidRecordException {
    PublicKey key = trustedKeys.get(envelope.keyId());
    if (key == null) {
      throw new InvalidRecordException(Reason.KEY, "signed under a key that is not trusted");
    }
    DerSignature.requireStrict(envelope.signature());
    if (!isSignedBy(key, envelope)) {
      throw new InvalidRecordException(Reason.SIGNATURE, "does not verify");
    }
    return new Valid(
        StatementReader.read(
            envelope.payload(),
            new String(envelope.payload(), StandardCharsets.UTF_8),
            envelope.keyId()));
  }

  private boolean isSignedBy(PublicKey key, BundleReader.Envelope envelope) {
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
