package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static dev.waybill.promotion.Versions.B;
import static dev.waybill.promotion.Versions.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.model.Copied;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.model.Sealed;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans and copies to a free destination, and copies made ahead. */
final class PromotionTest extends PromotionScenario {
  @Test
  void plansCopyOfThePinnedVersionToAFreeDestination() {
    Sealed sealed = arrive("v1", A, 1);

    assertThat(promotion.plan(sealed))
        .isEqualTo(
            new CopyPlan(
                sealed.version(),
                sealed.digested().eTag(),
                3,
                sealed.digested().encryption(),
                Map.of("content-type", "text/plain"),
                Map.of("note", "note"),
                null,
                A.base64(),
                AT,
                null));
  }

  @Test
  void acceptsCopyWithTheSealedDigest() {
    Sealed sealed = arrive("v1", A, 1);

    Copied copied = promotion.judge(sealed, new CopyResult("copy", A.base64(), false));

    assertThat(copied)
        .isEqualTo(
            new Copied(
                sealed, placed("copy"), "S3's SHA-256 of the copy equals ours", NOON, false));
  }

  @Test
  void rejectsCopyWithAnotherDigest() {
    Sealed sealed = arrive("v1", A, 1);

    assertThatThrownBy(() -> promotion.judge(sealed, new CopyResult("copy", B.base64(), false)))
        .isInstanceOfSatisfying(
            RejectedException.class,
            it -> assertThat(it.outcome().reason()).isEqualTo(RejectReason.COPY_MISMATCH));
  }

  @Test
  void keepsCopyMadeAheadWhileItHasThePlace() {
    Sealed sealed = aheadOf("v1", A);

    assertThat(promotion.keep(sealed))
        .contains(
            new Copied(sealed, placed("ahead"), "S3's SHA-256 of the copy is sealed", NOON, false));
  }

  @Test
  void doesNotKeepCopyMadeAheadThatLostThePlace() {
    Sealed sealed = aheadOf("v1", A);
    promoted("other", B);

    assertThat(promotion.keep(sealed)).isEmpty();
  }

  @Test
  void failsToKeepCopyThatWasNotMadeAhead() {
    Sealed sealed = arrive("v1", A, 1);

    assertThatThrownBy(() -> promotion.keep(sealed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("copy made ahead");
  }

  @Test
  void copiesInPartsToAFreeDestination() {
    Sealed sealed = arriveInParts("v1", 1);

    Copied copied = promotion.copyInParts(sealed).orElseThrow();

    assertThat(copied.verifiedBy()).isEqualTo("S3's SHA-256 of each of 2 parts equals ours");
    assertThat(bucket.find(copied.destination()).orElseThrow().checksum())
        .isEqualTo(PARTS.composite());
  }

  /** Parts are expensive, so that the destination is looked up before the first one. */
  @Test
  void copiesNoPartToAnOccupiedDestination() {
    Sealed sealed = arriveInParts("v1", 1);
    promoted("other", C);

    assertThat(promotion.copyInParts(sealed)).isEmpty();
    assertThat(bucket.copies()).isZero();
  }

  @Test
  void doesNotReplaceObjectThatAppearsWhilePartsAreCopied() {
    Sealed sealed = arriveInParts("v1", 1);
    bucket.beforeNextCopy(() -> promoted("other", C));

    assertThat(promotion.copyInParts(sealed)).isEmpty();
    assertThat(onTop()).isEqualTo(C);
  }
}
