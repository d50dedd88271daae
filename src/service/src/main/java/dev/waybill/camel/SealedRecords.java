package dev.waybill.camel;

import dev.waybill.aws.RecordArchive;
import dev.waybill.model.Digested;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.promotion.Precedence.Rival;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.Verdict;
import dev.waybill.record.object.ObjectVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The sealed records, each believed only after its signature held. */
public final class SealedRecords {
  private final RecordArchive archive;
  private final RecordVerifier verifier;

  /** What records say of their versions, by the record's key; a record never changes. */
  private final RecentlyUsed<String, Rival> known = new RecentlyUsed<>(10_000);

  public SealedRecords(RecordArchive archive, RecordVerifier verifier) {
    this.archive = archive;
    this.verifier = verifier;
  }

  /**
   * The record of a version; empty when it was never sealed.
   *
   * @throws RejectedException when what is there is no good record of that version
   */
  Optional<CustodyRecord> find(ObjectVersion version) {
    return archive
        .find(version)
        .map(
            bytes ->
                good(bytes)
                    .filter(record -> record.version().equals(version))
                    .orElseThrow(() -> invalid("the record that is there does not hold", version)));
  }

  /**
   * Holds a record that is about to be sealed against what it is to state: nobody could take back
   * one that does not hold.
   *
   * @throws IllegalStateException when it would not hold
   */
  void requireGood(byte[] record, Digested digested) {
    boolean holds =
        good(record)
            .filter(it -> it.version().equals(digested.version()))
            .filter(it -> it.sha256().equals(digested.sha256()))
            .isPresent();
    if (!holds) {
      throw new IllegalStateException(
          "the signed statement does not hold, so it is not sealed; see the steps of 20-seal and"
              + " waybill.signing.keystore");
    }
  }

  /**
   * The sealed versions of a version's key, its own among them, as they contend for one place.
   *
   * @throws RejectedException when one of the records does not hold: who is the newest cannot be
   *     told without it
   */
  List<Rival> rivals(ObjectVersion version) {
    return archive.recordKeys(version.bucket(), version.key()).stream()
        .flatMap(key -> rival(key, version))
        .toList();
  }

  private Stream<Rival> rival(String recordKey, ObjectVersion version) {
    Optional<Rival> rival = known.get(recordKey);
    if (rival.isEmpty()) {
      rival = archive.read(recordKey).map(bytes -> rival(bytes, version));
      rival.ifPresent(it -> known.put(recordKey, it));
    }
    return rival.stream();
  }

  private Rival rival(byte[] bytes, ObjectVersion version) {
    CustodyRecord record =
        good(bytes)
            .filter(it -> it.version().key().equals(version.key()))
            .filter(it -> it.version().bucket().equals(version.bucket()))
            .orElseThrow(
                () -> invalid("a record of another version of the key does not hold", version));
    return new Rival(
        record.version().versionId(),
        record.checksumOfCopy(),
        record.sequencer(),
        record.eventTime());
  }

  private Optional<CustodyRecord> good(byte[] bytes) {
    return verifier.verify(bytes) instanceof Verdict.Valid valid
        ? Optional.of(valid.record())
        : Optional.empty();
  }

  private static RejectedException invalid(String detail, ObjectVersion version) {
    return new RejectedException(RejectReason.RECORD_INVALID, detail, version);
  }
}
