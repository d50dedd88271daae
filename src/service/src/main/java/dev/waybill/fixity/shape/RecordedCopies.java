package dev.waybill.fixity.shape;

import dev.waybill.digest.ObjectHeads;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.model.RejectedException;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.provenance.SealedVersion;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.util.List;
import java.util.Optional;

/**
 * Examiner of promoted versions by the records of their key: S3 computed a SHA-256 of each copy
 * that Waybill made, and a record states it. A version that is sealed where it is has a record of
 * its own.
 *
 * @param heads attributes of versions
 * @param records the sealed records
 * @param scopes the scopes of custody
 */
public record RecordedCopies(ObjectHeads heads, SealedRecords records, CustodyScopes scopes)
    implements CopyExaminer {
  @Override
  public FixityCondition examine(ObjectVersion copy) {
    Optional<ObjectAttributes> attributes = heads.attributes(copy);
    Optional<RawSettings> scope = scopes.ofDestination(copy.bucket(), copy.key());
    if (attributes.isEmpty() || scope.isEmpty()) {
      return FixityCondition.UNREADABLE;
    }
    try {
      return records.find(copy).isPresent()
              || states(records.versionsOf(source(scope.get(), copy)), attributes.get())
          ? FixityCondition.INTACT
          : FixityCondition.EXTRA;
    } catch (RejectedException e) {
      // A record that is invalid is a defect of its own, and may be the one of this version.
      return FixityCondition.UNREADABLE;
    }
  }

  /**
   * Returns true for a version that was promoted; false also when its attributes or a record of its
   * source cannot be used. The attributes are requested only when the source has a record.
   */
  public boolean isCopy(ObjectVersion version) {
    Optional<RawSettings> scope = scopes.ofDestination(version.bucket(), version.key());
    if (scope.isEmpty()) {
      return false;
    }
    try {
      List<SealedVersion> sealed = records.versionsOf(source(scope.get(), version));
      return !sealed.isEmpty()
          && heads.attributes(version).filter(it -> states(sealed, it)).isPresent();
    } catch (RejectedException e) {
      return false;
    }
  }

  private static ObjectVersion source(RawSettings scope, ObjectVersion copy) {
    return new ObjectVersion(scope.bucket(), scope.arrived(copy.key()), copy.versionId());
  }

  private static boolean states(List<SealedVersion> sealed, ObjectAttributes attributes) {
    return sealed.stream().anyMatch(it -> it.canHaveCopy(attributes.checksum()));
  }
}
