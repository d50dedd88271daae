package dev.waybill.record;

import dev.waybill.record.Verdict.Invalid;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.Verdict.Valid;
import dev.waybill.record.trust.Delegations;
import dev.waybill.record.trust.TrustedKey;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
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
  private static final Delegations NONE = Delegations.NONE;

  /** Maximum size of a record in bytes; a record usually has a few KiB. */
  public static final int MAX_RECORD_BYTES = 1024 * 1024;

  private final Map<String, TrustedKey> trustedKeys;
  private final SignatureFactory signatures;
  private final DelegatedKeys delegated;

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
    this(byId(trustedKeys.stream().map(TrustedKey::always).toList()), signatures, NONE);
  }

  private RecordVerifier(
      Map<String, TrustedKey> trustedKeys, SignatureFactory signatures, Delegations delegations) {
    this.trustedKeys = trustedKeys;
    this.signatures = signatures;
    delegated = new DelegatedKeys(delegations, trustedKeys, signatures);
  }

  private static Map<String, TrustedKey> byId(Collection<TrustedKey> keys) {
    Map<String, TrustedKey> byId = new HashMap<>();
    keys.forEach(key -> byId.put(KeyId.of(key.key()), key));
    return byId;
  }

  /**
   * Returns a verifier of keys that are trusted within limits.
   *
   * @param trustedKeys P-256 keys; the record's hint selects the one that must have signed
   * @param signatures source of the signature objects, called once per record
   */
  public static RecordVerifier ofLimited(
      Collection<TrustedKey> trustedKeys, SignatureFactory signatures) {
    return new RecordVerifier(byId(trustedKeys), signatures, NONE);
  }

  /**
   * Returns a verifier that also accepts the keys that the trusted ones delegate to, within the
   * time of each delegation.
   */
  public RecordVerifier with(Delegations delegations) {
    return new RecordVerifier(trustedKeys, signatures, delegations);
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
      DelegationStatement unused = requireSigned(envelope, stored.storedAt());
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
      DelegationStatement delegation = requireSigned(envelope, storedAt);
      LoggedStatement statement = LoggedStatement.read(envelope.payload(), envelope.keyId());
      if (delegation != null) {
        requireDelegable(statement, delegation);
      }
      return Optional.of(statement);
    } catch (InvalidRecordException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the delegation that makes a key trusted for what the store receives at a time.
   *
   * @param keyId fingerprint of the delegated key
   */
  public DelegationVerdict delegation(String keyId, Instant storedAt) {
    try {
      return new DelegationVerdict(delegated.require(keyId, storedAt), "");
    } catch (InvalidRecordException e) {
      return new DelegationVerdict(null, e.detail());
    }
  }

  /** A delegated key delegates to no other, and signs nothing after its time. */
  private static void requireDelegable(LoggedStatement statement, DelegationStatement delegation)
      throws InvalidRecordException {
    if (statement instanceof DelegationStatement) {
      throw new InvalidRecordException(Reason.KEY, "a delegated key cannot delegate");
    }
    DelegatedKeys.requireNotAfter(delegation, statement.at(), "the statement is of ");
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
      DelegationStatement unused = requireSigned(envelope, storedAt);
      return Optional.of(envelope.payload());
    } catch (InvalidRecordException e) {
      return Optional.empty();
    }
  }

  private Verdict verify(BundleReader.Envelope envelope, @Nullable Instant storedAt)
      throws InvalidRecordException {
    DelegationStatement delegation = requireSigned(envelope, storedAt);
    CustodyRecord record =
        StatementReader.read(
            envelope.payload(),
            new String(envelope.payload(), StandardCharsets.UTF_8),
            envelope.keyId());
    if (delegation != null) {
      DelegatedKeys.requireDeployment(delegation, record.version().bucket());
      DelegatedKeys.requireInTime(delegation, record.sealedAt(), "the record states ");
    }
    return new Valid(record, delegation);
  }

  /** Returns the delegation of the key that signed; null when the key itself is trusted. */
  private @Nullable DelegationStatement requireSigned(
      BundleReader.Envelope envelope, @Nullable Instant storedAt) throws InvalidRecordException {
    TrustedKey key = trustedKeys.get(envelope.keyId());
    if (key == null) {
      DelegationStatement delegation = delegated.require(envelope.keyId(), storedAt);
      requireSignature(delegation.publicKey(), envelope);
      return delegation;
    }
    requireSignature(key.key(), envelope);
    Optional<String> untrusted = key.period().problem(storedAt);
    if (untrusted.isPresent()) {
      throw new InvalidRecordException(Reason.KEY, untrusted.get());
    }
    return null;
  }

  private void requireSignature(PublicKey key, BundleReader.Envelope envelope)
      throws InvalidRecordException {
    DerSignature.requireStrict(envelope.signature());
    if (!EnvelopeSignature.isValid(envelope, key, signatures)) {
      throw new InvalidRecordException(Reason.SIGNATURE, "does not verify");
    }
  }
}
