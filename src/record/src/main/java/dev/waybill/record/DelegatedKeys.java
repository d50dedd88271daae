package dev.waybill.record;

import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.trust.DelegationFailure;
import dev.waybill.record.trust.Delegations;
import dev.waybill.record.trust.StoredDelegation;
import dev.waybill.record.trust.TrustPeriod;
import dev.waybill.record.trust.TrustedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys that a trusted key delegates to. A delegated key delegates to no other. What is checked once
 * is kept in a bounded cache; the times are compared with each record.
 */
final class DelegatedKeys {
  private static final int MAX_CACHED = 1000;

  private final Delegations delegations;
  private final Map<String, TrustedKey> delegators;
  private final SignatureFactory signatures;
  private final Map<String, Checked> checked = new ConcurrentHashMap<>();

  /** Delegation of the right form, with a valid signature of a trusted key. */
  private record Checked(
      DelegationStatement statement, TrustPeriod delegator, @Nullable Instant storedAt) {}

  /**
   * @param delegators the trusted keys by their fingerprints
   */
  DelegatedKeys(
      Delegations delegations, Map<String, TrustedKey> delegators, SignatureFactory signatures) {
    this.delegations = delegations;
    this.delegators = delegators;
    this.signatures = signatures;
  }

  /**
   * Returns the delegation of a key that signed a record.
   *
   * @param keyId fingerprint that the record names; untrusted input
   * @param storedAt time at which the store received the record; null when it is not known
   * @throws InvalidRecordException when there is none, or it does not make the key trusted
   */
  DelegationStatement require(String keyId, @Nullable Instant storedAt)
      throws InvalidRecordException {
    Checked delegation = checked.get(keyId);
    if (delegation == null) {
      delegation = check(keyId, find(keyId));
      if (checked.size() >= MAX_CACHED) {
        checked.clear();
      }
      checked.put(keyId, delegation);
    }
    requireTrusted(delegation.delegator(), delegation.storedAt(), storedAt);
    Optional<TrustPeriod> own = delegations.limits().apply(keyId);
    if (own.isPresent()) {
      requireTrusted(own.get(), storedAt, storedAt);
    }
    if (storedAt != null) {
      requireInTime(delegation.statement(), storedAt, "the record was stored at ");
    }
    return delegation.statement();
  }

  /** The delegating key must have been trusted at both times. */
  private static void requireTrusted(
      TrustPeriod period, @Nullable Instant delegatedAt, @Nullable Instant storedAt)
      throws InvalidRecordException {
    Optional<String> problem = period.problem(delegatedAt).or(() -> period.problem(storedAt));
    if (problem.isPresent()) {
      throw failure(DelegationFailure.REVOKED, problem.get());
    }
  }

  /**
   * Requires that a time is within a delegation.
   *
   * @param what name of the time, for the message
   */
  static void requireInTime(DelegationStatement delegation, Instant time, String what)
      throws InvalidRecordException {
    if (time.isBefore(delegation.notBefore())) {
      throw failure(
          DelegationFailure.NOT_YET_VALID,
          "it begins at " + delegation.notBefore() + ", and " + what + time);
    }
    requireNotAfter(delegation, time, what);
  }

  /** Requires that a time is not after the end of a delegation; see {@link #requireInTime}. */
  static void requireNotAfter(DelegationStatement delegation, Instant time, String what)
      throws InvalidRecordException {
    if (time.isAfter(delegation.notAfter())) {
      throw failure(
          DelegationFailure.EXPIRED,
          "it ended at " + delegation.notAfter() + ", and " + what + time);
    }
  }

  private StoredDelegation find(String keyId) throws InvalidRecordException {
    try {
      Optional<StoredDelegation> found = delegations.source().apply(keyId);
      if (found.isPresent()) {
        return found.get();
      }
    } catch (IllegalArgumentException e) {
      // The record names something else than a fingerprint.
    }
    throw new InvalidRecordException(Reason.KEY, "signed under a key that is not trusted");
  }

  private Checked check(String keyId, StoredDelegation stored) throws InvalidRecordException {
    BundleReader.Envelope envelope = envelope(stored);
    TrustedKey delegator = delegators.get(envelope.keyId());
    if (delegator == null) {
      throw failure(DelegationFailure.UNTRUSTED, "signed under a key that is not trusted");
    }
    if (!EnvelopeSignature.isValid(envelope, delegator.key(), signatures)) {
      throw failure(DelegationFailure.FORGED, "its signature does not verify");
    }
    DelegationStatement statement = statement(envelope);
    if (!statement.delegate().equals(keyId)) {
      throw failure(DelegationFailure.OF_OTHER_KEY, "it is of the key " + statement.delegate());
    }
    requirePlace(statement);
    Duration validity = Duration.between(statement.notBefore(), statement.notAfter());
    if (validity.compareTo(DelegationStatement.MAX_VALIDITY) > 0) {
      throw failure(
          DelegationFailure.TOO_LONG, "it is for " + validity.toHours() + " hours, at most 25 are");
    }
    return new Checked(statement, delegator.period(), stored.storedAt());
  }

  private static BundleReader.Envelope envelope(StoredDelegation stored)
      throws InvalidRecordException {
    byte[] bundle = stored.bundle();
    if (bundle.length > RecordVerifier.MAX_RECORD_BYTES) {
      throw failure(DelegationFailure.MALFORMED, "larger than 1 MiB");
    }
    try {
      BundleReader.Envelope envelope = BundleReader.read(bundle);
      DerSignature.requireStrict(envelope.signature());
      return envelope;
    } catch (InvalidRecordException e) {
      throw failure(DelegationFailure.MALFORMED, e.detail());
    }
  }

  private static DelegationStatement statement(BundleReader.Envelope envelope)
      throws InvalidRecordException {
    try {
      return DelegationStatement.read(
          RecordJson.object(envelope.payload(), Reason.STATEMENT),
          envelope.payload(),
          envelope.keyId());
    } catch (InvalidRecordException e) {
      throw failure(DelegationFailure.MALFORMED, e.detail());
    }
  }

  private void requirePlace(DelegationStatement statement) throws InvalidRecordException {
    String provenance = delegations.provenance();
    if (provenance != null && !provenance.equals(statement.provenance())) {
      throw failure(DelegationFailure.OF_OTHER_BUCKET, "it is not for records in " + provenance);
    }
    String raw = delegations.raw();
    if (raw != null) {
      requireDeployment(statement, raw);
    }
  }

  /** Requires that a delegation is for the objects of a bucket. */
  static void requireDeployment(DelegationStatement statement, String raw)
      throws InvalidRecordException {
    if (!raw.equals(statement.raw())) {
      throw failure(
          DelegationFailure.OF_OTHER_DEPLOYMENT, "it is not for objects of the record's bucket");
    }
  }

  private static InvalidRecordException failure(DelegationFailure failure, String detail) {
    return new InvalidRecordException(Reason.DELEGATION, failure.label() + ": " + detail);
  }
}
