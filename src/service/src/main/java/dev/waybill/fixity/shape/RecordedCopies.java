package dev.waybill.fixity.shape;

import dev.waybill.digest.ObjectHeads;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.model.RejectedException;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.RawSettings;
import java.util.Optional;

/**
 * Examiner of promoted versions by the records of their key: S3 computed a SHA-256 of each copy
 * that Waybill made, and a record states it. A version that is sealed where it is has a record of
 * its own.
 *
 * @param heads attributes of versions
 * @param records the sealed records
 * @param raw the raw bucket
 */
public record RecordedCopies(ObjectHeads heads, SealedRecords records, RawSettings raw)
    implements CopyExaminer {
  @Override
  public FixityCondition examine(ObjectVersion copy) {
    Optional<ObjectAttributes> attributes = heads.attributes(copy);
    if (attributes.isEmpty() || !copy.key().startsWith(raw.processed())) {
      return FixityCondition.UNREADABLE;
    }
    String checksum = attributes.get().checksum();
    String source = raw.incoming() + copy.key().substring(raw.processed().length());
    try {
      if (records.find(copy).isPresent()) {
        return FixityCondition.INTACT;
      }
      return records.versionsOf(new ObjectVersion(copy.bucket(), source, copy.versionId())).stream()
              .anyMatch(it -> it.canHaveCopy(checksum))
          ? FixityCondition.INTACT
          : FixityCondition.EXTRA;
    } catch (RejectedException e) {
      // A record that is invalid is a defect of its own, and may be the one of this version.
      return FixityCondition.UNREADABLE;
    }
  }
}
