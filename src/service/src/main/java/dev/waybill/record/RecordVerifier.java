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
 * Judges records, strictly: whatever is not exactly what Waybill writes, signed by a trusted key,
 * is invalid. Never throws for what a record holds.
 */
public final class RecordVerifier {
  private static final int LARGEST = 1024 * 1024;

  private final Map<String, PublicKey> trusted = new HashMap<>();

  /**
   * @param trusted P-256 keys; the record's hint names the one that must have signed
   */
  public RecordVerifier(Collection<PublicKey> trusted) {
    trusted.forEach(key -> this.trusted.put(SigningKey.keyId(key), key));
  }

  /** Judges one record. */
  public Verdict verify(byte[] bundle) {
    if (bundle.length > LARGEST) {
      return new Invalid(Reason.BUNDLE, "larger than 1 MiB");
    }
    try {
      return judge(BundleReader.read(bundle));
    } catch (InvalidRecord e) {
      return new Invalid(e.reason(), e.detail());
    }
  }

  private Verdict judge(BundleReader.Envelope envelope) throws InvalidRecord {
    PublicKey key = trusted.get(envelope.keyId());
    if (key == null) {
      throw new InvalidRecord(Reason.KEY, "signed under a key that is not trusted");
    }
    DerSignature.requireStrict(envelope.signature());
    if (!holds(key, envelope)) {
      throw new InvalidRecord(Reason.SIGNATURE, "does not verify");
    }
    return new Valid(
        StatementReader.read(
            envelope.payload(),
            new String(envelope.payload(), StandardCharsets.UTF_8),
            envelope.keyId()));
  }

  private static boolean holds(PublicKey key, BundleReader.Envelope envelope) {
    try {
      Signature verifier = Ecdsa.signature();
      verifier.initVerify(key);
      verifier.update(Pae.of(envelope.payload()));
      return verifier.verify(envelope.signature());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
