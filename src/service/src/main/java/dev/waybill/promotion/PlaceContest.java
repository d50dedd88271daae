package dev.waybill.promotion;

import dev.waybill.model.Copied;
import dev.waybill.model.Digested;
import dev.waybill.model.Sealed;
import dev.waybill.promotion.Precedence.Decision;
import dev.waybill.provenance.SealedRecords;
import java.util.Optional;

/** Contest for an occupied destination: the newer version gets, or keeps, the place. */
final class PlaceContest {
  private static final int MAX_ATTEMPTS = 5;

  private final BucketObjects objects;
  private final SealedRecords records;
  private final SealedCopies copies;

  PlaceContest(BucketObjects objects, SealedRecords records, SealedCopies copies) {
    this.objects = objects;
    this.records = records;
    this.copies = copies;
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
      Decision decision = occupant.map(it -> decide(sealed, it)).orElse(Decision.REPLACE);
      if (decision == Decision.GIVE_WAY) {
        return Optional.empty();
      }
      Optional<Copied> copied =
          decision == Decision.ALREADY_THERE
              ? occupant.map(it -> copies.repeated(sealed, it))
              : copies.copy(sealed, occupant.map(Occupant::eTag).orElse(null));
      if (copied.isPresent()) {
        return copied;
      }
    }
    throw new IllegalStateException("the destination kept changing; a later delivery decides");
  }

  private Decision decide(Sealed sealed, Occupant occupant) {
    Digested ours = sealed.digested();
    Appearance appearance =
        new Appearance(
            ours.headers(),
            ours.metadata(),
            objects.tags(ours.version()),
            ours.encryption().kmsKeyId());
    return Precedence.decide(
        ours, appearance, CopyJudge.expected(ours), occupant, records.versionsOf(ours.version()));
  }
}
