package dev.waybill.promotion;

import dev.waybill.model.Copied;
import dev.waybill.model.Digested;
import dev.waybill.model.Sealed;
import dev.waybill.promotion.Precedence.Decision;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.settings.CustodyScopes;
import java.util.Optional;

/** Contest for an occupied destination: the newer version gets, or keeps, the place. */
final class PlaceContest {
  private static final int MAX_ATTEMPTS = 5;

  private final BucketObjects objects;
  private final SealedRecords records;
  private final SealedCopies copies;
  private final UnseenReplacement unseen;

  PlaceContest(
      BucketObjects objects,
      SealedRecords records,
      SealedCopies copies,
      ObjectCopier copier,
      CustodyScopes scopes) {
    this.objects = objects;
    this.records = records;
    this.copies = copies;
    this.unseen = new UnseenReplacement(objects, copier, scopes);
  }

  /**
   * Decides the contest, and copies the version if it wins.
   *
   * @return the copy; empty when a newer version has the place
   * @throws IllegalStateException when the destination keeps changing; a later delivery decides
   */
  Optional<Copied> decide(Sealed sealed) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<Occupant> occupant = objects.occupant(copies.destination(sealed));
      if (occupant.isEmpty()) {
        Optional<Copied> copied = copies.copy(sealed, null);
        if (copied.isPresent()) {
          return copied;
        }
        continue;
      }
      Appearance ours = appearance(sealed.digested());
      switch (decide(sealed, ours, occupant.get())) {
        case GIVE_WAY -> {
          return Optional.empty();
        }
        case ALREADY_THERE -> {
          return Optional.of(copies.repeated(sealed, occupant.get()));
        }
        case REPLACE -> {
          Optional<Copied> copied = copies.copy(sealed, occupant.get().eTag());
          if (copied.isPresent()) {
            return copied.filter(it -> stays(sealed, ours, it, occupant.get()));
          }
        }
      }
    }
    throw new IllegalStateException("the destination kept changing; a later delivery decides");
  }

  /** Returns false when the copy hid a newer version with the same eTag, which is put back. */
  private boolean stays(Sealed sealed, Appearance ours, Copied copied, Occupant expected) {
    return !CopyJudge.expected(sealed.digested()).equals(expected.sha256())
        || unseen.stays(copied, expected, there -> decide(sealed, ours, there));
  }

  private Appearance appearance(Digested ours) {
    return new Appearance(
        ours.headers(),
        ours.metadata(),
        objects.tags(ours.version()),
        ours.encryption().kmsKeyId());
  }

  private Decision decide(Sealed sealed, Appearance appearance, Occupant occupant) {
    Digested ours = sealed.digested();
    return Precedence.decide(
        ours,
        appearance,
        CopyJudge.expected(ours),
        occupant,
        records.versionsOf(ours.version()),
        VersionOrder.of(ours.version(), objects));
  }
}
