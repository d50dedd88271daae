package dev.waybill.record;

import dev.waybill.record.Verdict.Invalid;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.Verdict.Valid;
import dev.waybill.record.trust.TrustedKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Strict verifier of records. A record is valid only if it has exactly the form that Waybill writes
 * and a trusted key signed it. The content of a record never makes the verifier throw.
 */
public final class RecordVerifier {
  /** Maximum size of a record in bytes; a record usually has a few KiB. */
  public static final int MAX_RECORD_BYTES = 1024 * 1024;

  private final Map<String, TrustedKey> trustedKeys = new HashMap<>();
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
    this(signatures, trustedKeys.stream().map(TrustedKey::always).toList());
  }

  private RecordVerifier(SignatureFactory signatures, Collection<TrustedKey> trustedKeys) {
    trustedKeys.forEach(key -> this.trustedKeys.put(KeyId.of(key.key()), key));
    this.signatures = signatures;
  }

  /**
   * Returns a verifier of keys that are trusted within limits.
   *
   * @param trustedKeys P-256 keys; the record's hint selects the one that must have signed
   * @param signatures source of the signature objects, called once per record
   */
  public static RecordVerifier ofLimited(
      Collection<TrustedKey> trustedKeys, SignatureFactory signatures) {
    return new RecordVerifier(signatures, trustedKeys);
  }

  /** Verifies a record of which it is not known when it was stored. */
  public Verdict verify(byte[] bundle) {
    return verify(bundle, null);
  }

  /** Verifies a record, whose key must have been trusted when the record was stored. */
  public Verdict verify(StoredRecord record) {
    return verify(record.bytes(), record.storedAt());
  }

  /**
   * Verifies one record.
   *
   * @param storedAt time at which the store received the record; null when it is not known
   */
  public Verdict verify(byte[] bundle, @Nullable Instant storedAt) {
    if (bundle.length > MAX_RECORD_BYTES) {
      return new Invalid(Reason.BUNDLE, "larger than 1 MiB");
    }
    try {
      return verify(BundleReader.read(bundle), storedAt);
    } catch (InvalidRecordException e) {
      return new Invalid(e.reason(), e.detail());
    }
  }

  /** Returns the waiver in a bundle that a trusted key signed; empty for any other content. */
  public Optional<Waiver> waiver(StoredRecord stored) {
    if (stored.bytes().length > MAX_RECORD_BYTES) {
      return Optional.empty();
    }
    try {
      BundleReader.Envelope envelope = BundleReader.read(stored.bytes());
      requireSigned(envelope, stored.storedAt());
      return Optional.of(Waiver.read(envelope.payload()));
    } catch (InvalidRecordException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the statement over a cycle of re-verification in a bundle that a trusted key signed;
   * empty for any other content.
   *
   * @param storedAt time at which the store received the bundle; null when it is not known
   */
  public Optional<FixityStatement> fixityStatement(byte[] bundle, @Nullable Instant storedAt) {
    return statement(bundle, storedAt)
        .filter(FixityStatement.class::isInstance)
        .map(FixityStatement.class::cast);
  }

  /**
   * Returns the statement that is an entry of the log, in a bundle that a trusted key signed; empty
   * for any other content.
   *
   * @param storedAt time at which the store received the bundle; null when it is not known
   */
  public Optional<LoggedStatement> statement(byte[] bundle, @Nullable Instant storedAt) {
    if (bundle.length > MAX_RECORD_BYTES) {
      return Optional.empty();
    }
    try {
      BundleReader.Envelope envelope = BundleReader.read(bundle);
      requireSigned(envelope, storedAt);
      return Optional.of(LoggedStatement.read(envelope.payload(), envelope.keyId()));
    } catch (InvalidRecordException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the payload of a bundle that a trusted key signed, whatever it states; empty for any
   * other content. The caller must check the type of the statement.
   *
   * @param storedAt time at which the store received the bundle; null when it is not known
   */
  public Optional<byte[]> signedPayload(byte[] bundle, @Nullable Instant storedAt) {
    if (bundle.length > MAX_RECORD_BYTES) {
      return Optional.empty();
    }
    try {
      BundleReader.Envelope envelope = BundleReader.read(bundle);
      requireSigned(envelope, storedAt);
      return Optional.of(envelope.payload());
    } catch (InvalidRecordException e) {
      return Optional.empty();
    }
  }

  private Verdict verify(BundleReader.Envelope envelope, @Nullable Instant storedAt)
      throws InvalidRecordException {
    requireSigned(envelope, storedAt);
    return new Valid(
        StatementReader.read(
            envelope.payload(),
            new String(envelope.payload(), StandardCharsets.UTF_8),
            envelope.keyId()));
  }

  private void requireSigned(BundleReader.Envelope envelope, @Nullable Instant storedAt)
      throws InvalidRecordException {
    TrustedKey key = trustedKeys.get(envelope.keyId());
    if (key == null) {
      throw new InvalidRecordException(Reason.KEY, "signed under a key that is not trusted");
    }
    DerSignature.requireStrict(envelope.signature());
    if (!isSignedBy(key.key(), envelope)) {
      throw new InvalidRecordException(Reason.SIGNATURE, "does not verify");
    }
    Optional<String> untrusted = key.period().problem(storedAt);
    if (untrusted.isPresent()) {
      throw new InvalidRecordException(Reason.KEY, untrusted.get());
    }
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
