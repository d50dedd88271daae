package dev.waybill.repair;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.examine.LocatedSeal;
import dev.waybill.fixity.examine.SealedStatement;
import dev.waybill.promotion.BucketObjects;
import dev.waybill.promotion.CopyJudge;
import dev.waybill.promotion.CopyPlan;
import dev.waybill.promotion.CopyResult;
import dev.waybill.promotion.Destination;
import dev.waybill.promotion.ObjectCopier;
import dev.waybill.promotion.Occupant;
import dev.waybill.promotion.SourceGoneException;
import dev.waybill.promotion.VerifiedCopy;
import dev.waybill.provenance.SealedRecord;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.PromotionSettings;
import dev.waybill.settings.RawSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Repair of the newest promoted version of a key: a good copy is put on top as a new version, and
 * nothing is deleted. The copy is pinned to the version whose bytes were read, S3's own SHA-256 of
 * it is compared with the record, and the object is examined again afterwards.
 */
public final class Repairer {
  /** Conditions that a good copy on top ends. */
  private static final Set<FixityCondition> REPAIRABLE =
      EnumSet.of(
          FixityCondition.ALTERED,
          FixityCondition.TRUNCATED,
          FixityCondition.GONE,
          FixityCondition.HIDDEN,
          FixityCondition.REPLACED,
          FixityCondition.SHADOWED,
          FixityCondition.ROLLED_BACK,
          FixityCondition.REENCRYPTED,
          FixityCondition.RETENTION_WEAKENED);

  private final Examiner examiner;
  private final SealedRecords records;
  private final CopySearch search;
  private final BucketObjects objects;
  private final ObjectCopier copier;
  private final CustodyScopes scopes;

  /** Examiner of one sealed object. */
  @FunctionalInterface
  public interface Examiner {
    Examination examine(LocatedSeal seal) throws InterruptedException;
  }

  /**
   * @param otherBuckets buckets that may hold copies, such as replicas
   */
  public Repairer(
      Examiner examiner,
      SealedRecords records,
      CopySources sources,
      BucketObjects objects,
      ObjectCopier copier,
      CustodyScopes scopes,
      PromotionSettings promotion,
      List<String> otherBuckets) {
    this.examiner = examiner;
    this.records = records;
    this.search = new CopySearch(sources, promotion, otherBuckets);
    this.objects = objects;
    this.copier = copier;
    this.scopes = scopes;
  }

  /**
   * Examines an object and looks for a good copy of it, without changing anything.
   *
   * @param seal entry of the newest promoted version of a key
   * @throws RepairException when the object cannot be judged, or its damage is none that a copy
   *     repairs
   */
  public RepairPlan plan(LocatedSeal seal) throws RepairException, InterruptedException {
    Examination found = examiner.examine(seal);
    if (found.condition() == FixityCondition.INTACT) {
      return new RepairPlan(seal, found, null, List.of());
    }
    if (!REPAIRABLE.contains(found.condition())) {
      throw new RepairException(
          "the object is "
              + found.condition().label()
              + ", which no copy repairs: "
              + Objects.requireNonNullElse(found.detail(), "no detail"));
    }
    SealedRecord record =
        records
            .find(seal.entry().version())
            .orElseThrow(() -> new RepairException("the record of the object does not exist"));
    if (!record.objectSha256().equals(seal.entry().recordSha256())) {
      throw new RepairException("the record of the object is not the one that the log has");
    }
    return new RepairPlan(
        seal, found, record, search.search(record.record(), destination(seal).key()));
  }

  /**
   * Copies the good version of a plan back.
   *
   * @return the new version
   * @throws RepairException when there is no good version, something changed since the plan was
   *     made, or the object is not intact afterwards
   */
  public ObjectVersion repair(RepairPlan plan) throws RepairException, InterruptedException {
    Candidate good =
        plan.good().orElseThrow(() -> new RepairException("there is no good copy of the object"));
    CopyPlan copy = copy(plan, good);
    Optional<CopyResult> result;
    try {
      result = copier.copy(copy);
    } catch (SourceGoneException e) {
      throw new RepairException("the good copy was removed meanwhile; run the command again");
    }
    VerifiedCopy made =
        CopyJudge.judge(
            copy,
            result.orElseThrow(
                () ->
                    new RepairException(
                        "the object or the copy changed meanwhile; run the command again")));
    requireIntact(plan.seal(), made.version());
    return made.version();
  }

  private CopyPlan copy(RepairPlan plan, Candidate from) {
    Candidate.Good good = Objects.requireNonNull(from.good());
    SealedRecord sealed = Objects.requireNonNull(plan.record());
    PartDigests parts = good.parts();
    Destination to = destination(plan.seal());
    return new CopyPlan(
        from.version(),
        good.attributes().eTag(),
        good.attributes().size(),
        Objects.requireNonNullElse(
            SealedStatement.ofPayload(sealed.record().payload()).encryption(),
            good.attributes().encryption()),
        good.attributes().headers(),
        good.attributes().metadata(),
        parts,
        parts == null ? sealed.record().sha256().base64() : parts.composite(),
        to,
        objects.occupant(to).map(Occupant::eTag).orElse(null),
        scopes.ofDestination(to.bucket(), to.key()).map(RawSettings::retention).orElse(null));
  }

  private Destination destination(LocatedSeal seal) {
    return new Destination(
        seal.entry().bucketOfCopy(),
        Objects.requireNonNull(seal.entry().destinationKey(), "only promoted objects are damaged"));
  }

  private void requireIntact(LocatedSeal seal, ObjectVersion copy)
      throws RepairException, InterruptedException {
    Examination after = examiner.examine(seal);
    if (after.condition() != FixityCondition.INTACT
        || !copy.versionId().equals(after.versionId())) {
      throw new RepairException(
          "the good copy was put on top as "
              + copy.uri()
              + ", but then the object was "
              + after.condition().label()
              + " at version "
              + after.versionId());
    }
  }
}
