package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static dev.waybill.promotion.Versions.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.model.AlreadyDone;
import dev.waybill.model.Digested;
import dev.waybill.model.Outcome;
import dev.waybill.model.Purpose;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.RejectedException;
import dev.waybill.record.RecordKey;
import org.junit.jupiter.api.Test;

/** Outcome of versions that no longer exist. */
final class GoneVersionsTest extends PromotionScenario {
  private final GoneVersions gone =
      new GoneVersions(sealing.records(), bucket, Versions.RAW, sealing.log());

  @Test
  void versionWhoseCopyIsAtItsDestinationIsDone() {
    Digested digested = sealed("v1", Purpose.PROMOTE);
    promoted("copy", A);

    assertThat(outcome(digested))
        .isInstanceOfSatisfying(
            AlreadyDone.class,
            done -> {
              assertThat(done.version()).isEqualTo(digested.version());
              assertThat(done.recordKey()).isEqualTo(RecordKey.of(digested.version()));
              assertThat(done.promoted().sha256()).isEqualTo(digested.sha256());
              assertThat(done.promoted().recordKey()).isEqualTo(done.recordKey());
              assertThat(done.promoted().destination().versionId()).isEqualTo("copy");
            });
  }

  @Test
  void versionWhoseCopyIsHiddenByANewerOneIsDone() {
    Digested digested = sealed("v1", Purpose.PROMOTE);
    promoted("copy", A);
    promoted("newer", B);

    assertThat(outcome(digested)).isInstanceOf(AlreadyDone.class);
  }

  @Test
  void versionThatWasCopiedInPartsIsDone() {
    Digested digested = Versions.ordered("v1", B, PARTS, 1);
    assertThat(promotion.copyInParts(arrive(digested))).isPresent();

    assertThat(outcome(digested)).isInstanceOf(AlreadyDone.class);
  }

  /** The object at the destination has other bytes than the lost one. */
  @Test
  void sealedVersionWithoutACopyIsLost() {
    Digested digested = sealed("v1", Purpose.PROMOTE);
    promoted("other", B);

    assertThat(outcome(digested))
        .isEqualTo(
            new Rejected(
                RejectReason.OBJECT_GONE,
                "sealed, but gone before it was promoted",
                digested.version()));
  }

  /** Equal bytes at the destination do not replace the record. */
  @Test
  void versionThatWasNeverSealedIsLost() {
    Digested digested = version("v1", A, 1);
    promoted("copy", A);

    assertThat(outcome(digested))
        .isEqualTo(
            new Rejected(
                RejectReason.OBJECT_GONE, "gone before it was hashed", digested.version()));
  }

  @Test
  void sealedCanaryIsDoneWithoutACopy() {
    assertThat(outcome(sealed("v1", Purpose.CANARY)))
        .isInstanceOfSatisfying(AlreadyDone.class, done -> assertThat(done.promoted()).isNull());
  }

  @Test
  void canaryThatWasNeverSealedIsLost() {
    assertThat(outcome(Versions.canary(version("v1", A, 1)))).isInstanceOf(Rejected.class);
  }

  /** A search that was denied proves nothing. */
  @Test
  void endOfVersionIsUnknownWhenTheLookupOfItsCopyIsDenied() {
    Digested digested = sealed("v1", Purpose.PROMOTE);
    bucket.beforeEachCall(
        () -> {
          throw new LookupDeniedException(new IllegalStateException("403"));
        });

    assertThat(outcome(digested))
        .isInstanceOfSatisfying(
            Rejected.class, it -> assertThat(it.reason()).isEqualTo(RejectReason.END_UNKNOWN));
  }

  /** The process may have died after it removed the source and before the log had the entry. */
  @Test
  void givesEntryOfSealedRecordToTheLogAgain() {
    Digested digested = sealed("v1", Purpose.PROMOTE);
    promoted("copy", A);

    outcome(digested);

    assertThat(sealing.entries()).hasSize(2);
    assertThat(sealing.entries().get(1)).isEqualTo(sealing.entries().get(0));
  }

  @Test
  void givesNoEntryToTheLogWithoutARecord() {
    outcome(version("v1", A, 1));

    assertThat(sealing.entries()).isEmpty();
  }

  @Test
  void hasNoOutcomeWhenTheLogAcceptsNoEntry() {
    Digested digested = sealed("v1", Purpose.PROMOTE);
    promoted("copy", A);
    sealing.setLog(
        entry -> {
          throw new IllegalStateException("too many entries wait");
        });

    assertThatThrownBy(() -> outcome(digested)).hasMessage("too many entries wait");
  }

  @Test
  void invalidRecordIsNeitherDoneNorLost() {
    Digested digested = version("v1", A, 1);
    promoted("copy", A);
    sealing.store().forge(digested.version(), new byte[] {'{', '}'});

    assertThatThrownBy(() -> outcome(digested))
        .isInstanceOfSatisfying(
            RejectedException.class,
            it -> assertThat(it.outcome().reason()).isEqualTo(RejectReason.RECORD_INVALID));
  }

  private Digested sealed(String id, Purpose purpose) {
    Digested digested = version(id, A, 1);
    return sealing
        .seal(purpose == Purpose.CANARY ? Versions.canary(digested) : digested)
        .digested();
  }

  private Outcome outcome(Digested digested) {
    return gone.outcome(digested.received());
  }
}
