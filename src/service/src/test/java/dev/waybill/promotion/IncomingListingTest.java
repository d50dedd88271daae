package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static dev.waybill.promotion.Versions.B;
import static dev.waybill.promotion.Versions.C;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.Sealed;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Superseded versions in the listing of {@code incoming/}. */
final class IncomingListingTest extends PromotionScenario {
  private static final String KEY = "incoming/k";

  @Test
  void hidesSupersededVersionAndKeepsItsBytes() {
    Sealed older = arrive("v1", A, 1);
    Sealed newer = arrive("v2", B, 2);
    promoted("copy", B);
    bucket.delete(newer.version());

    promotion.superseded(older);

    assertThat(bucket.current(KEY)).isEmpty();
    assertThat(bucket.find(older.version())).isPresent();
  }

  /** The source of the newer version is removed after this one has ended. */
  @Test
  void hidesSupersededVersionBelowPromotedOneThatIsRemovedNext() {
    Sealed older = arrive("v1", A, 1);
    Sealed newer = arrive("v2", B, 2);
    promoted("copy", B);

    promotion.superseded(older);
    bucket.delete(newer.version());

    assertThat(bucket.current(KEY)).isEmpty();
    assertThat(bucket.find(older.version())).isPresent();
  }

  @Test
  void doesNotHideNewerVersionThatWaits() {
    Sealed older = arrive("v1", A, 1);
    arrive("v2", B, 2);
    promoted("copy", B);
    bucket.put(BucketVersion.source(version("v3", C, 3), java.util.Map.of()));

    promotion.superseded(older);

    assertThat(bucket.current(KEY).orElseThrow().version().versionId()).isEqualTo("v3");
  }

  @Test
  void hidesSupersededVersionBeforePromotedOneIsRemoved() {
    Sealed older = arrive("v1", A, 1);
    Sealed promoted = arrive("v2", B, 2);
    promoted("copy", B);

    promotion.prepareRemoval(promoted);
    bucket.delete(promoted.version());

    assertThat(bucket.current(KEY)).isEmpty();
    assertThat(bucket.find(older.version())).isPresent();
  }

  @Test
  void doesNotHideVersionThatIsNotSealedYet() {
    bucket.put(BucketVersion.source(version("v1", A, 1), java.util.Map.of()));
    Sealed promoted = arrive("v2", B, 2);
    promoted("copy", B);

    promotion.prepareRemoval(promoted);
    bucket.delete(promoted.version());

    assertThat(bucket.current(KEY).orElseThrow().version().versionId()).isEqualTo("v1");
  }

  @Test
  void putsNoMarkerWhenNothingIsBelowThePromotedVersion() {
    Sealed promoted = arrive("v1", A, 1);
    promoted("copy", A);

    promotion.prepareRemoval(promoted);

    assertThat(bucket.current(KEY)).isPresent();
  }

  @Test
  void contradictsCurrentVersionThatOnlyNotificationsOrder() {
    Sealed older = arrive("v1", A, 1);
    Sealed newer = arrive("v2", B, 2);
    promoted("copy", B);

    assertThat(promotion.superseded(older).contradicted()).as("listed below v2").isFalse();
    bucket.delete(newer.version());
    bucket.put(BucketVersion.source(older.digested(), java.util.Map.of()));
    assertThat(promotion.superseded(older).contradicted()).as("alone").isTrue();
  }

  @Test
  void doesNotContradictCurrentVersionThatS3CallsOlder() {
    Sealed older = arrive(Versions.written("v1", A, Instant.EPOCH));
    Sealed newer = arrive(Versions.written("v2", B, Instant.EPOCH.plusSeconds(1)));
    promoted("copy", B);
    bucket.delete(newer.version());

    assertThat(promotion.superseded(older).contradicted()).isFalse();
  }
}
