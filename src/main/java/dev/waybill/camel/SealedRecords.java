package dev.waybill.camel;

import dev.waybill.aws.RecordArchive;
import dev.waybill.model.ObjectVersion;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.promotion.Precedence.Rival;
import dev.waybill.provenance.CustodyRecord;
import dev.waybill.provenance.RecordVerifier;
import dev.waybill.provenance.Verdict;
import java.util.List;
import java.util.Optional;

/** The sealed records, each believed only after its signature held. */
public final class SealedRecords {
  private final RecordArchive archive;
  private final RecordVerifier verifier;

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
    return archive.find(version).map(bytes -> require(bytes, version));
  }

  private CustodyRecord require(byte[] bytes, ObjectVersion version) {
    if (verifier.verify(bytes) instanceof Verdict.Valid valid
        && valid.record().version().equals(version)) {
      return valid.record();
    }
    throw new RejectedException(
        RejectReason.RECORD_INVALID, "the record that is there does not hold", version);
  }

  /** The sealed versions of a version's key, its own among them, as they contend for one place. */
  List<Rival> rivals(ObjectVersion version) {
    return ofSameKey(version).stream()
        .map(
            record ->
                new Rival(
                    record.version().versionId(),
                    record.checksumOfCopy(),
                    record.sequencer(),
                    record.eventTime()))
        .toList();
  }

  /** The good records of every version of a version's key; others prove nothing and are left. */
  private List<CustodyRecord> ofSameKey(ObjectVersion version) {
    return archive.recordKeys(version.bucket(), version.key()).stream()
        .map(archive::read)
        .flatMap(Optional::stream)
        .map(verifier::verify)
        .filter(Verdict.Valid.class::isInstance)
        .map(verdict -> ((Verdict.Valid) verdict).record())
        .filter(record -> record.version().key().equals(version.key()))
        .filter(record -> record.version().bucket().equals(version.bucket()))
        .toList();
  }
}
