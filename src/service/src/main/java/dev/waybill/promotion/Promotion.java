package dev.waybill.promotion;

import dev.waybill.model.Copied;
import dev.waybill.model.Sealed;
import dev.waybill.model.Superseded;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import java.time.Clock;
import java.util.Optional;

/** Promotion stage: plans copies of sealed versions, judges them, and resolves occupied places. */
public final class Promotion {
  private final BucketObjects objects;
  private final SealedCopies copies;
  private final PlaceContest contest;
  private final NewestVersionRestorer newest;
  private final IncomingListing incoming;

  public Promotion(
      BucketObjects objects,
      ObjectCopier copier,
      SealedRecords records,
      CustodyScopes scopes,
      Clock clock) {
    this.objects = objects;
    this.copies = new SealedCopies(copier, scopes, clock);
    this.contest = new PlaceContest(objects, records, copies, copier, scopes);
    this.incoming = new IncomingListing(objects, records);
    this.newest = new NewestVersionRestorer(objects, copier, records, scopes);
  }

  /** Returns the plan to copy a sealed version, on the condition that its destination is free. */
  public CopyPlan plan(Sealed sealed) {
    return copies.plan(sealed, null);
  }

  /**
   * Judges a copy that was made as {@link #plan} says.
   *
   * @throws dev.waybill.model.RejectedException when S3's checksum is not the sealed one
   * @throws IllegalStateException when S3 reported no checksum; a retry may get one
   */
  public Copied judge(Sealed sealed, CopyResult result) {
    return copies.judge(sealed, plan(sealed), result);
  }

  /**
   * Accepts the copy that was made to get the digest, now that the digest is sealed. A version that
   * contended for the place before this one was sealed could not know this one's age.
   *
   * @return the copy; empty when it no longer has the place
   * @throws IllegalStateException when no copy was made before the version was sealed
   */
  public Optional<Copied> keep(Sealed sealed) {
    ObjectVersion copy = sealed.digested().copy();
    if (copy == null) {
      throw new IllegalStateException("the step promotion.keep needs a copy made ahead");
    }
    return objects.isInPlace(copy) ? Optional.of(copies.ahead(sealed, copy)) : Optional.empty();
  }

  /**
   * Copies a large object part by part. The destination is looked up first, because copying parts
   * is expensive.
   *
   * @return the copy; empty when the destination is occupied
   */
  public Optional<Copied> copyInParts(Sealed sealed) {
    return objects.occupant(copies.destination(sealed)).isPresent()
        ? Optional.empty()
        : copies.copy(sealed, null);
  }

  /**
   * Contends for an occupied destination. {@link #restoreNewest} must follow.
   *
   * @return the copy; empty when a newer version has the place
   * @throws IllegalStateException when the destination keeps changing; a later delivery decides
   */
  public Optional<Copied> contest(Sealed sealed) {
    return contest.decide(sealed);
  }

  /**
   * Puts the newest version of the key back on top, in case a contest put an older one over it.
   *
   * @throws IllegalStateException when the destination keeps changing; a later delivery retries
   */
  public void restoreNewest(Sealed sealed) {
    newest.restore(sealed.version(), copies.destination(sealed));
  }

  /**
   * Returns the outcome of a version that lost a contest. The version keeps its bytes, and no
   * longer shows as the current object of its key, as if it waited.
   */
  public Superseded superseded(Sealed sealed) {
    return incoming.superseded(sealed, copies.destination(sealed));
  }

  /**
   * Prepares the removal of a promoted version's source, so that no superseded version shows as the
   * current object of the key afterwards.
   */
  public void prepareRemoval(Sealed sealed) {
    incoming.removalFollows(sealed, copies.destination(sealed));
  }
}
