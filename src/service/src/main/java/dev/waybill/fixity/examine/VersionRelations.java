package dev.waybill.fixity.examine;

import dev.waybill.record.object.WriteOrder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decision what the versions at a destination are, by the records of the original key. */
final class VersionRelations {
  private final ObjectReads reads;
  private final KeyHistory history;
  private final SealedObject sealed;
  private final BodyReader body;
  private @Nullable List<KeyRecord> records;

  VersionRelations(ObjectReads reads, KeyHistory history, SealedObject sealed, BodyReader body) {
    this.reads = reads;
    this.history = history;
    this.sealed = sealed;
    this.body = body;
  }

  /** Returns the relation of a version; empty when it does not exist any more. */
  Optional<VersionRelation> of(String key, ListedKeyVersion version) throws InterruptedException {
    Optional<ObjectState> state = reads.head(sealed.bucket(key), key, version.versionId());
    if (state.isEmpty()) {
      return Optional.empty();
    }
    Optional<VersionRelation> stated = ofChecksum(state.get().checksum());
    if (stated.isPresent() || !isSizeSealed(state.get().size())) {
      return Optional.of(stated.orElse(VersionRelation.UNSEALED));
    }
    // A copy that a user made, for example to another class, need not have S3's SHA-256.
    return Optional.of(ofBytes(key, version).orElse(VersionRelation.UNSEALED));
  }

  /** Returns true when S3's statement about a version does not exclude that it is ours. */
  boolean mayBeOurs(String key, ListedKeyVersion version) {
    return reads
        .head(sealed.bucket(key), key, version.versionId())
        .filter(it -> !sealed.isContradictedBy(it))
        .isPresent();
  }

  private Optional<VersionRelation> ofChecksum(@Nullable String checksum) {
    if (sealed.isStatedBy(checksum)) {
      return Optional.of(VersionRelation.OURS);
    }
    List<KeyRecord> equal =
        records().stream().filter(it -> it.sealed().canHaveCopy(checksum)).toList();
    if (equal.isEmpty()) {
      return checksum != null && checksum.indexOf('-') < 0
          ? Optional.of(VersionRelation.UNSEALED)
          : Optional.empty();
    }
    if (equal.stream().anyMatch(it -> sealed.isStatedBy(it.sealed().wholeChecksum()))) {
      // The copy in parts of another version with the same bytes.
      return Optional.of(VersionRelation.OURS);
    }
    WriteOrder ours = ourOrder();
    long older = equal.stream().filter(it -> it.sealed().order().compareWith(ours) < 0).count();
    if (older == 0) {
      return Optional.of(VersionRelation.NEWER);
    }
    return Optional.of(older == equal.size() ? VersionRelation.OLDER : VersionRelation.EITHER);
  }

  private Optional<VersionRelation> ofBytes(String key, ListedKeyVersion version)
      throws InterruptedException {
    ReadReply reply = reads.get(sealed.bucket(key), key, version.versionId());
    if (reply instanceof ReadReply.Found found) {
      BodyDigest read = body.read(reads, sealed.bucket(key), key, found);
      if (read.isWhole()) {
        return ofChecksum(read.sha256().base64());
      }
    }
    throw new UnreadableException("a version of the key has no SHA-256 and cannot be read");
  }

  /** Returns our order as our record states it; without our record nothing is older for certain. */
  private WriteOrder ourOrder() {
    String id = sealed.entry().version().versionId();
    return records().stream()
        .filter(it -> it.sealed().versionId().equals(id))
        .map(it -> it.sealed().order())
        .findFirst()
        .orElseGet(() -> new WriteOrder(null, null, null));
  }

  private boolean isSizeSealed(long size) {
    return size == sealed.entry().size() || records().stream().anyMatch(it -> it.size() == size);
  }

  private List<KeyRecord> records() {
    if (records == null) {
      records = history.of(sealed.entry().version());
    }
    return records;
  }
}
