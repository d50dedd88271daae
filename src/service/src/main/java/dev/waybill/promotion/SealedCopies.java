package dev.waybill.promotion;

import dev.waybill.model.Copied;
import dev.waybill.model.Sealed;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies of sealed versions: plans, performs and judges them. */
final class SealedCopies {
  private final ObjectCopier copier;
  private final CustodyScopes scopes;
  private final Clock clock;

  SealedCopies(ObjectCopier copier, CustodyScopes scopes, Clock clock) {
    this.copier = copier;
    this.scopes = scopes;
    this.clock = clock;
  }

  Destination destination(Sealed sealed) {
    return Destination.of(sealed.version(), scopes);
  }

  /**
   * Returns the plan to copy a sealed version.
   *
   * @param replacedETag the eTag that must be at the destination; null when nothing may be there
   */
  CopyPlan plan(Sealed sealed, @Nullable String replacedETag) {
    return CopyPlan.promoting(sealed.digested(), destination(sealed), replacedETag)
        .retainedBy(scopes);
  }

  /**
   * Copies a sealed version and judges the copy.
   *
   * @param replacedETag the eTag that must be at the destination; null when nothing may be there
   * @return the copy; empty when the destination is not, or does not stay, as required
   */
  Optional<Copied> copy(Sealed sealed, @Nullable String replacedETag) {
    CopyPlan plan = plan(sealed, replacedETag);
    return copier.copy(plan).map(result -> judge(sealed, plan, result));
  }

  /** Judges a finished copy. */
  Copied judge(Sealed sealed, CopyPlan plan, CopyResult result) {
    VerifiedCopy copy = CopyJudge.judge(plan, result);
    return copied(sealed, copy.version(), copy.verifiedBy(), false);
  }

  /** Returns the stage reached when the copy was made before the version was sealed. */
  Copied ahead(Sealed sealed, ObjectVersion copy) {
    return copied(sealed, copy, "S3's SHA-256 of the copy is sealed", false);
  }

  /** Returns the stage reached when an equal copy is already at the destination. */
  Copied repeated(Sealed sealed, Occupant occupant) {
    Destination to = destination(sealed);
    ObjectVersion existing = new ObjectVersion(to.bucket(), to.key(), occupant.versionId());
    return copied(sealed, existing, "an equal copy was there", true);
  }

  private Copied copied(Sealed sealed, ObjectVersion copy, String verifiedBy, boolean repeated) {
    return new Copied(sealed, copy, verifiedBy, clock.instant(), repeated);
  }
}
