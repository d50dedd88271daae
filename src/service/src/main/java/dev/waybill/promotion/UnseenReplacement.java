package dev.waybill.promotion;

import dev.waybill.model.Copied;
import dev.waybill.promotion.Precedence.Decision;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import java.util.Optional;
import java.util.function.Function;

/**
 * Check of a copy that replaced an object with the same bytes. Objects with the same bytes have the
 * same eTag, so the copy's condition does not notice that another one took the place after it was
 * looked up. S3's listing shows which object the copy really replaced.
 */
final class UnseenReplacement {
  private static final int MAX_ATTEMPTS = 5;

  private final BucketObjects objects;
  private final ObjectCopier copier;
  private final CustodyScopes scopes;

  UnseenReplacement(BucketObjects objects, ObjectCopier copier, CustodyScopes scopes) {
    this.objects = objects;
    this.copier = copier;
    this.scopes = scopes;
  }

  /**
   * Returns true when the copy stays on top. A version that it replaced unseen, and has to give way
   * to, is put back.
   *
   * @param expected the object that the copy was to replace
   * @param decision decides between the version that was copied and another object
   * @throws IllegalStateException when the destination keeps changing; a later delivery decides
   */
  boolean stays(Copied copied, Occupant expected, Function<Occupant, Decision> decision) {
    ObjectVersion top = copied.destination();
    String expectedId = expected.versionId();
    boolean stays = true;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<PlacedVersion> replaced = replaced(top, expectedId);
      if (replaced.isEmpty() || decision.apply(occupant(replaced.get())) != Decision.GIVE_WAY) {
        return stays;
      }
      stays = false;
      Optional<ObjectVersion> back = putBack(replaced.get(), expected);
      if (back.isEmpty()) {
        // Another worker has the place now, and judges its own copy.
        return false;
      }
      expectedId = top.versionId();
      top = back.get();
    }
    throw new IllegalStateException("the destination kept changing; a later delivery decides");
  }

  private Optional<PlacedVersion> replaced(ObjectVersion top, String expectedId) {
    return objects.below(top).filter(it -> !it.version().versionId().equals(expectedId));
  }

  private Occupant occupant(PlacedVersion placed) {
    return new Occupant(
        placed.version().versionId(),
        placed.attributes().eTag(),
        placed.attributes().checksum(),
        new Appearance(
            placed.attributes().headers(),
            placed.attributes().metadata(),
            objects.tags(placed.version()),
            placed.attributes().encryption().kmsKeyId()));
  }

  /** The object on top has the eTag of the expected one, or the copy would have failed. */
  private Optional<ObjectVersion> putBack(PlacedVersion hidden, Occupant sameETag) {
    Destination at = new Destination(hidden.version().bucket(), hidden.version().key());
    CopyPlan plan = CopyPlan.restoring(hidden, at, sameETag).retainedBy(scopes);
    try {
      return copier.copy(plan).map(result -> CopyJudge.judge(plan, result).version());
    } catch (SourceGoneException e) {
      return Optional.empty();
    }
  }
}
