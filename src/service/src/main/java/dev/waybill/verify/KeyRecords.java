package dev.waybill.verify;

import dev.waybill.aws.RecordArchive;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.DelegationStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict.Invalid;
import dev.waybill.record.Verdict.Valid;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Records that may concern an address, and which of them are valid. */
final class KeyRecords {
  private final RecordArchive archive;
  private final CustodyScopes scopes;
  private final RecordVerifier verifier;
  private final IdentityHashMap<CustodyRecord, StoredRecord> objects = new IdentityHashMap<>();
  private final IdentityHashMap<CustodyRecord, Optional<DelegationStatement>> delegations =
      new IdentityHashMap<>();
  private String reason = "no record states this digest";

  KeyRecords(RecordArchive archive, CustodyScopes scopes, RecordVerifier verifier) {
    this.archive = archive;
    this.scopes = scopes;
    this.verifier = verifier;
  }

  /**
   * Returns the record of the version; without a version or of a copy, all records of its key. An
   * object below the prefix of copies may be sealed itself.
   */
  List<StoredRecord> sealed(S3Address address) {
    String id = address.versionId();
    if (id != null && !isPromoted(address)) {
      return archive.find(new ObjectVersion(address.bucket(), address.key(), id)).stream().toList();
    }
    S3Address original = original(address);
    return Stream.of(original, new S3Address(address.bucket(), address.key(), null))
        .distinct()
        .flatMap(it -> archive.recordKeys(it.bucket(), it.key()).stream())
        .map(archive::read)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Returns the records that are valid and concern the address. */
  List<CustodyRecord> accepted(List<StoredRecord> sealed, S3Address address) {
    List<CustodyRecord> accepted = new ArrayList<>();
    for (StoredRecord stored : sealed) {
      var verdict = verifier.verify(stored);
      if (verdict instanceof Valid valid && isOf(valid.record(), address)) {
        accepted.add(valid.record());
        objects.put(valid.record(), stored);
        delegations.put(valid.record(), Optional.ofNullable(valid.delegation()));
      } else {
        reason =
            verdict instanceof Invalid invalid
                ? invalid.reason() + ": " + invalid.detail()
                : "a record describes another object than its key names";
      }
    }
    return accepted;
  }

  /** A record moved to another key is valid, but describes another object. */
  private boolean isOf(CustodyRecord record, S3Address address) {
    ObjectVersion sealed = record.version();
    String id = address.versionId();
    S3Address original = original(address);
    boolean isAtAddress =
        sealed.bucket().equals(address.bucket()) && sealed.key().equals(address.key());
    return isAtAddress
        ? id == null || id.equals(sealed.versionId())
        : sealed.bucket().equals(original.bucket()) && sealed.key().equals(original.key());
  }

  /** Returns the reason why the last record was not accepted. */
  String reason() {
    return reason;
  }

  /** Returns the object of an accepted record. */
  StoredRecord object(CustodyRecord record) {
    return Objects.requireNonNull(objects.get(record), "of an accepted record");
  }

  /** Returns the delegation of the key of an accepted record; empty when the key is trusted. */
  Optional<DelegationStatement> delegation(CustodyRecord record) {
    return delegations.getOrDefault(record, Optional.empty());
  }

  boolean isPromoted(S3Address address) {
    return scopes.ofDestination(address.bucket(), address.key()).isPresent();
  }

  /** Returns where the object arrived, without a version. */
  private S3Address original(S3Address address) {
    return scopes
        .ofDestination(address.bucket(), address.key())
        .map(it -> new S3Address(it.bucket(), it.arrived(address.key()), null))
        .orElseGet(() -> new S3Address(address.bucket(), address.key(), null));
  }
}
