package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static dev.waybill.promotion.Versions.B;
import static dev.waybill.promotion.Versions.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.model.Sealed;
import org.junit.jupiter.api.Test;

/** Restorations of the newest version after an older one was put over it. */
final class NewestVersionRestorerTest extends PromotionScenario {
  @Test
  void restoresNothingWhenTheNewestVersionIsOnTop() {
    Sealed older = arrive("v1", A, 1);
    Sealed newer = arrive("v2", B, 2);
    promoted("old", A);
    promoted("new", B);

    promotion.restoreNewest(older);
    promotion.restoreNewest(newer);

    assertThat(bucket.copies()).isZero();
  }

  @Test
  void restoresNothingAtADeletedDestination() {
    Sealed older = arrive("v1", A, 1);
    promoted("new", B);
    Sealed unused = arrive("v2", B, 2);
    bucket.putDeleteMarker(AT.key());

    promotion.restoreNewest(older);

    assertThat(bucket.copies()).isZero();
    assertThat(bucket.current(AT.key())).isEmpty();
  }

  @Test
  void restoresTheNewestOfTheHiddenVersions() {
    Sealed oldest = arrive("v1", A, 1);
    Sealed middle = arrive("v2", B, 2);
    Sealed newest = arrive("v3", C, 3);
    promoted("middle", B);
    promoted("newest", C);
    promoted("oldest", A);

    promotion.restoreNewest(oldest);

    assertThat(onTop()).isEqualTo(C);
    assertThat(bucket.copies()).isEqualTo(1);
    assertThat(bucket.current(AT.key()).orElseThrow().appearance())
        .isEqualTo(Versions.appearance(newest.digested()))
        .isEqualTo(Versions.appearance(middle.digested()));
  }

  @Test
  void doesNotRestoreNewerVersionThatWasNeverPromoted() {
    Sealed oldest = arrive("v1", A, 1);
    Sealed middle = arrive("v2", B, 2);
    Sealed unpromoted = arrive("v3", C, 3);
    promoted("middle", B);
    promoted("oldest", A);

    promotion.restoreNewest(oldest);

    assertThat(onTop()).isEqualTo(middle.digested().sha256());
    assertThat(bucket.find(unpromoted.version())).isPresent();
  }

  @Test
  void restoresTheNextVersionWhenTheNewestHiddenOneIsRemovedMeanwhile() {
    Sealed oldest = arrive("v1", A, 1);
    Sealed middle = arrive("v2", B, 2);
    Sealed newest = arrive("v3", C, 3);
    promoted("middle", B);
    promoted("newest", C);
    promoted("oldest", A);
    bucket.beforeNextCopy(() -> bucket.delete(placed("newest")));

    promotion.restoreNewest(oldest);

    assertThat(onTop()).isEqualTo(middle.digested().sha256());
    assertThat(bucket.find(newest.version())).isPresent();
  }

  @Test
  void judgesTheObjectThatTakesThePlaceDuringTheRestoration() {
    Sealed older = olderOverNewer();
    bucket.beforeNextCopy(() -> promoted("again", B));

    promotion.restoreNewest(older);

    assertThat(bucket.current(AT.key()).orElseThrow().version()).isEqualTo(placed("again"));
    assertThat(onTop()).isEqualTo(B);
  }

  @Test
  void restoresAtTheFourthAttemptAndChecksAtTheFifth() {
    Sealed older = olderOverNewer();
    changeBeforeCopies(3);

    promotion.restoreNewest(older);

    assertThat(onTop()).isEqualTo(B);
    assertThat(bucket.lookups()).isEqualTo(5);
  }

  @Test
  void leavesRestorationOfAChangingDestinationToALaterDelivery() {
    Sealed older = olderOverNewer();
    changeBeforeCopies(5);

    assertThatThrownBy(() -> promotion.restoreNewest(older))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("kept changing");
    assertThat(bucket.copies()).isEqualTo(5);
  }

  @Test
  void rejectsRestoredCopyWithAnotherDigest() {
    Sealed older = olderOverNewer();
    bucket.reportChecksum(C.base64());

    assertThatThrownBy(() -> promotion.restoreNewest(older))
        .isInstanceOfSatisfying(
            RejectedException.class,
            it -> assertThat(it.outcome().reason()).isEqualTo(RejectReason.COPY_MISMATCH));
  }

  @Test
  void restoresVersionThatWasCopiedInParts() {
    Sealed older = arrive("v1", A, 1);
    Sealed newer = arriveInParts("v2", 2);
    assertThat(promotion.copyInParts(newer)).isPresent();
    promoted("old", A);

    promotion.restoreNewest(older);

    assertThat(onTop()).isEqualTo(newer.digested().sha256());
    assertThat(bucket.copies()).isEqualTo(2);
  }

  /** Returns the older of two promoted versions, whose copy is over that of the newer one. */
  private Sealed olderOverNewer() {
    Sealed older = arrive("v1", A, 1);
    Sealed unused = arrive("v2", B, 2);
    promoted("new", B);
    promoted("old", A);
    return older;
  }
}
