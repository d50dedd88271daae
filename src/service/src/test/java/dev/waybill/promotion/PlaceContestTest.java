package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static dev.waybill.promotion.Versions.B;
import static dev.waybill.promotion.Versions.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.model.Copied;
import dev.waybill.model.Digested;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.model.Sealed;
import dev.waybill.provenance.InMemorySealing;
import dev.waybill.record.RecordKey;
import dev.waybill.record.Waiver;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contests for an occupied destination. */
final class PlaceContestTest extends PromotionScenario {
  @Test
  void rejectsCopyOfTheContestWithAnotherDigest() {
    Sealed sealed = arrive("v1", A, 1);
    bucket.reportChecksum(B.base64());

    assertThatThrownBy(() -> promotion.contest(sealed)).isInstanceOf(RejectedException.class);
  }

  @Test
  void newerVersionReplacesOlderOneAndKeepsItAsAVersion() {
    Sealed older = arrive("v1", A, 1);
    Sealed newer = arrive("v2", B, 2);
    Copied first = promotion.contest(older).orElseThrow();

    Copied copied = promotion.contest(newer).orElseThrow();

    assertThat(copied.repeated()).isFalse();
    assertThat(copied.destination()).isEqualTo(bucket.current(AT.key()).orElseThrow().version());
    assertThat(onTop()).isEqualTo(B);
    assertThat(bucket.find(first.destination())).isPresent();
  }

  @Test
  void olderVersionGivesWayWithoutACopy() {
    Sealed older = arrive("v1", A, 1);
    Sealed newer = arrive("v2", B, 2);
    assertThat(promotion.contest(newer)).isPresent();

    assertThat(promotion.contest(older)).isEmpty();

    assertThat(onTop()).isEqualTo(B);
    assertThat(bucket.copies()).isEqualTo(1);
  }

  /** The copy that put it back has a checksum of the whole object instead of the composite. */
  @Test
  void olderVersionGivesWayToNewerOneThatWasPutBackInOneRequest() {
    Sealed older = arrive("v1", A, 1);
    Sealed newer = arriveInParts("v2", 2);
    promoted("put back", newer.digested().sha256());

    assertThat(promotion.contest(older)).isEmpty();
    assertThat(bucket.copies()).isZero();
  }

  @Test
  void recognizesItsOwnCopyWithoutAnotherOne() {
    Sealed sealed = arrive("v1", A, 1);
    Copied first = promotion.contest(sealed).orElseThrow();
    clock.set(NOON.plusSeconds(1));

    assertThat(promotion.contest(sealed))
        .contains(
            new Copied(
                sealed, first.destination(), "an equal copy was there", NOON.plusSeconds(1), true));
    assertThat(bucket.copies()).isEqualTo(1);
  }

  @Test
  void replacesObjectThatWasNeverSealed() {
    Sealed sealed = arrive("v1", A, 1);
    promoted("stranger", B);

    assertThat(promotion.contest(sealed)).isPresent();
    assertThat(onTop()).isEqualTo(A);
  }

  @Test
  void replacesEqualBytesWithOtherTags() {
    Digested digested = version("v1", A, 1);
    bucket.put(BucketVersion.source(digested, Map.of("class", "secret")));
    Sealed sealed = sealing.seal(digested);
    promoted("untagged", A);

    assertThat(promotion.contest(sealed).orElseThrow().repeated()).isFalse();
    assertThat(bucket.current(AT.key()).orElseThrow().appearance().tags())
        .containsEntry("class", "secret");
  }

  @Test
  void replacesEqualBytesUnderAnotherKmsKey() {
    Digested digested = Versions.encrypted(version("v1", A, 1), "arn:key");
    bucket.put(BucketVersion.source(digested, Map.of()));
    Sealed sealed = sealing.seal(digested);
    promoted("unencrypted", A);

    assertThat(promotion.contest(sealed).orElseThrow().repeated()).isFalse();
    assertThat(bucket.current(AT.key()).orElseThrow().appearance().kmsKeyId()).isEqualTo("arn:key");
  }

  /** The bucket's default key encrypts such a copy. */
  @Test
  void acceptsEqualCopyUnderAKmsKeyOfSourceWithoutOne() {
    Sealed sealed = arrive("v1", A, 1);
    Appearance there = Versions.appearance(sealed.digested());
    bucket.put(
        stored(
            "copy", A, new Appearance(there.headers(), there.metadata(), Map.of(), "arn:default")));

    assertThat(promotion.contest(sealed).orElseThrow().repeated()).isTrue();
  }

  @Test
  void copiesToADestinationThatWasDeletedMeanwhile() {
    Sealed sealed = arrive("v1", A, 1);
    promoted("other", B);
    bucket.beforeNextCopy(() -> bucket.putDeleteMarker(AT.key()));

    assertThat(promotion.contest(sealed)).isPresent();
    assertThat(onTop()).isEqualTo(A);
  }

  @Test
  void givesWayToNewerVersionThatTakesThePlaceDuringTheContest() {
    Sealed older = arrive("v1", A, 1);
    promoted("stranger", C);
    bucket.beforeNextCopy(() -> assertThat(promotion.contest(arrive("v2", B, 2))).isPresent());

    assertThat(promotion.contest(older)).isEmpty();
    assertThat(onTop()).isEqualTo(B);
  }

  /**
   * Equal bytes have equal eTags, so that the copy of the middle version does not notice that the
   * newest one took the place after the lookup.
   */
  @Test
  void putsNewerVersionWithEqualBytesBackThatItReplacedUnseen() {
    promoted("oldest", A);
    Sealed middle = arrive(Versions.noted("v1", A, null, 1, "middle"));
    bucket.beforeNextCopy(
        () -> {
          Sealed newest = arrive(Versions.noted("v2", A, null, 2, "newest"));
          assertThat(promotion.contest(newest)).isPresent();
        });

    assertThat(promotion.contest(middle)).isEmpty();

    assertThat(bucket.current(AT.key()).orElseThrow().appearance().metadata())
        .containsEntry("note", "newest");
    assertThat(bucket.find(middle.version())).isPresent();
  }

  @Test
  void putsNewestVersionBackThatItsOwnRestorationReplacedUnseen() {
    promoted("oldest", A);
    Sealed middle = arrive(Versions.noted("v1", A, null, 1, "middle"));
    bucket.beforeNextCopy(() -> promoteNoted("v2", 2, "newer"));
    bucket.beforeNextCopy(PlaceContestTest::doNothing);
    bucket.beforeNextCopy(() -> promoteNoted("v3", 3, "newest"));

    assertThat(promotion.contest(middle)).isEmpty();

    assertThat(bucket.current(AT.key()).orElseThrow().appearance().metadata())
        .containsEntry("note", "newest");
  }

  private static void doNothing() {}

  private void promoteNoted(String id, int order, String note) {
    assertThat(promotion.contest(arrive(Versions.noted(id, A, null, order, note)))).isPresent();
  }

  @Test
  void copiesAtTheFifthAttempt() {
    Sealed sealed = arrive("v1", A, 1);
    changeBeforeCopies(4);

    assertThat(promotion.contest(sealed)).isPresent();
    assertThat(bucket.copies()).isEqualTo(5);
  }

  @Test
  void leavesDestinationThatChangesFiveTimesToALaterDelivery() {
    Sealed sealed = arrive("v1", A, 1);
    changeBeforeCopies(5);

    assertThatThrownBy(() -> promotion.contest(sealed))
        .isInstanceOf(IllegalStateException.class)
        .isNotInstanceOf(RejectedException.class)
        .hasMessageContaining("kept changing");
    assertThat(bucket.copies()).isEqualTo(5);
  }

  @Test
  void copiesBesideInvalidRecordThatAPersonWaived() {
    Sealed sealed = arrive("v1", A, 1);
    promoted("other", B);
    ObjectVersion forged = version("v2", B, 2).version();
    byte[] garbage = {'{', '}'};
    sealing.store().forge(forged, garbage);
    waive(RecordKey.of(forged), Sha256.hash(garbage), sealing);

    assertThat(promotion.contest(sealed)).isPresent();
    assertThat(onTop()).isEqualTo(A);
  }

  @Test
  void acceptsNoWaiverOfAnotherSignerKeyOrDigest() {
    Sealed sealed = arrive("v1", A, 1);
    promoted("other", B);
    ObjectVersion forged = version("v2", B, 2).version();
    byte[] garbage = {'{', '}'};
    sealing.store().forge(forged, garbage);
    String key = RecordKey.of(forged);
    waive(key, Sha256.hash(garbage), new InMemorySealing(clock));
    waive(key, Sha256.hash("other bytes"), sealing);
    sealing.store().put(RecordKey.ofWaiver(key, garbage), garbage);
    byte[] ofAnotherKey =
        sealing.bundle(waiver("records/another", Sha256.hash(garbage)).statement("provenance"));
    sealing.store().put(RecordKey.ofWaiver(key, ofAnotherKey), ofAnotherKey);

    assertThatThrownBy(() -> promotion.contest(sealed))
        .isInstanceOfSatisfying(
            RejectedException.class,
            it -> {
              assertThat(it.outcome().reason()).isEqualTo(RejectReason.RECORD_INVALID);
              assertThat(it.outcome().detail()).contains(key).contains("waybill waive");
            });
  }

  /** A person's error must not hide a version. */
  @Test
  void waiverHidesNoValidRecord() {
    Sealed older = arrive("v1", A, 1);
    Sealed newer = arrive("v2", B, 2);
    assertThat(promotion.contest(newer)).isPresent();
    byte[] record = sealing.store().find(newer.version()).orElseThrow().bytes();
    waive(RecordKey.of(newer.version()), Sha256.hash(record), sealing);

    assertThat(promotion.contest(older)).isEmpty();
  }

  private void waive(String key, Sha256 digest, InMemorySealing signer) {
    byte[] bundle = signer.bundle(waiver(key, digest).statement("provenance"));
    sealing.store().put(RecordKey.ofWaiver(key, bundle), bundle);
  }

  private static Waiver waiver(String key, Sha256 digest) {
    return new Waiver(key, digest, "written by an attacker", "an auditor", NOON);
  }

  /** An attacker who makes a record unreadable must not get an older version on top. */
  @Test
  void copiesNothingWhileARecordOfTheKeyIsInvalid() {
    Sealed sealed = arrive("v1", A, 1);
    promoted("other", B);
    sealing.store().forge(version("v2", B, 2).version(), new byte[] {'{', '}'});

    assertThatThrownBy(() -> promotion.contest(sealed))
        .isInstanceOfSatisfying(
            RejectedException.class,
            it -> assertThat(it.outcome().reason()).isEqualTo(RejectReason.RECORD_INVALID));
    assertThat(bucket.copies()).isZero();
  }
}
