package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static dev.waybill.promotion.Versions.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.Digested;
import dev.waybill.promotion.Precedence.Decision;
import dev.waybill.provenance.SealedVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sequencer;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.WriteOrder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrecedenceTest {
  private static final Instant EARLY = Instant.EPOCH;
  private static final Instant LATE = Instant.EPOCH.plusMillis(1);
  private static final Sequencer LOW = new Sequencer("0055");
  private static final Sequencer HIGH = new Sequencer("0055AED6DC");
  private static final Sequencer FORGED = new Sequencer("F".repeat(32));

  @Test
  void replacesOlderOccupantAndKeepsNewerOne() {
    assertThat(decide(HIGH, EARLY, sealed(LOW, LATE))).isEqualTo(Decision.REPLACE);
    assertThat(decide(LOW, LATE, sealed(HIGH, EARLY))).isEqualTo(Decision.GIVE_WAY);
  }

  @Test
  void comparesSequencersAsIfPaddedOnTheRight() {
    Sequencer longer = new Sequencer("00550");
    Sequencer higher = new Sequencer("006");
    assertThat(decide(LOW, EARLY, sealed(higher, EARLY))).isEqualTo(Decision.GIVE_WAY);
    assertThat(decide(LOW, EARLY, sealed(longer, EARLY))).isEqualTo(Decision.REPLACE);
    assertThat(decide(longer, EARLY, sealed(LOW, EARLY))).isEqualTo(Decision.REPLACE);
  }

  @Test
  void comparesTimesOfEqualOrMissingSequencers() {
    assertThat(decide(LOW, EARLY, sealed(LOW, LATE))).isEqualTo(Decision.GIVE_WAY);
    assertThat(decide(LOW, LATE, sealed(LOW, EARLY))).isEqualTo(Decision.REPLACE);
    assertThat(decide(null, EARLY, sealed(HIGH, LATE))).isEqualTo(Decision.GIVE_WAY);
    assertThat(decide(HIGH, EARLY, sealed(null, LATE))).isEqualTo(Decision.GIVE_WAY);
    assertThat(decide(LOW, LATE, sealed(null, EARLY))).isEqualTo(Decision.REPLACE);
    assertThat(decide(null, EARLY, sealed(null, null))).isEqualTo(Decision.REPLACE);
    assertThat(decide(null, EARLY, sealed(null, EARLY))).isEqualTo(Decision.REPLACE);
  }

  @Test
  void replacesOccupantThatWasNeverSealed() {
    assertThat(decide(LOW, EARLY)).isEqualTo(Decision.REPLACE);
    assertThat(decide(LOW, EARLY, version("r", A, HIGH, LATE)))
        .as("a newer version whose bytes are not at the destination")
        .isEqualTo(Decision.REPLACE);
    assertThat(decide(LOW, EARLY, occupant(null, "note"), sealed(HIGH, LATE)))
        .as("an occupant without a digest")
        .isEqualTo(Decision.REPLACE);
  }

  @Test
  void ignoresRecordOfTheVersionItself() {
    assertThat(decide(LOW, EARLY, version("ours", B, HIGH, LATE))).isEqualTo(Decision.REPLACE);
  }

  @Test
  void givesWayToOneNewerVersionAmongOlderOnes() {
    SealedVersion older = version("older", B, new Sequencer("0001"), EARLY);
    assertThat(decide(LOW, EARLY, older, sealed(HIGH, EARLY), older)).isEqualTo(Decision.GIVE_WAY);
  }

  @Test
  void recognizesOwnCopy() {
    assertThat(decide(LOW, EARLY, occupant(A.base64(), "note"))).isEqualTo(Decision.ALREADY_THERE);
  }

  @Test
  void replacesEqualBytesWithOtherMetadata() {
    assertThat(decide(LOW, EARLY, occupant(A.base64(), "other"))).isEqualTo(Decision.REPLACE);
    Occupant otherType =
        new Occupant("o", "e", A.base64(), Versions.appearance("text/html", "note"));
    assertThat(decide(LOW, EARLY, otherType)).isEqualTo(Decision.REPLACE);
  }

  @Test
  void givesWayToNewerVersionWithEqualBytesAndOtherMetadata() {
    SealedVersion newer = version("r", A, HIGH, LATE);
    assertThat(decide(LOW, EARLY, occupant(A.base64(), "other"), newer))
        .isEqualTo(Decision.GIVE_WAY);
    assertThat(decide(LOW, EARLY, occupant(A.base64(), "note"), newer))
        .isEqualTo(Decision.ALREADY_THERE);
  }

  @Test
  void recognizesCopyInPartsByItsComposite() {
    PartDigests parts = new PartDigests(5, List.of(A, B));
    Digested ours = Versions.digested("ours", A, parts, LOW, EARLY, "note");

    assertThat(
            Precedence.decide(
                ours,
                Versions.appearance(ours),
                CopyJudge.expected(ours),
                occupant(parts.composite(), "note"),
                List.of(),
                order()))
        .isEqualTo(Decision.ALREADY_THERE);
    assertThat(
            Precedence.decide(
                ours,
                Versions.appearance(ours),
                CopyJudge.expected(ours),
                occupant(A.base64(), "note"),
                List.of(),
                order()))
        .isEqualTo(Decision.REPLACE);
  }

  @Test
  void ordersNewerVersionsByTimeWhereSequencersAreEqualOrMissing() {
    Instant latest = LATE.plusMillis(1);
    SealedVersion there = version("there", B, null, EARLY);
    SealedVersion late = version("late", A, null, LATE);
    SealedVersion last = version("last", A, null, latest);
    assertThat(newerThan(late, there, last)).containsExactly(last, late);

    SealedVersion sequenced = version("there", B, LOW, LATE);
    SealedVersion before = version("before", A, LOW, EARLY);
    SealedVersion after = version("after", A, LOW, latest);
    assertThat(newerThan(before, after, sequenced)).containsExactly(after);
  }

  @Test
  void versionWithoutSequencerAndTimeIsNotNewer() {
    SealedVersion there = version("there", B, null, EARLY);
    assertThat(newerThan(there, version("timeless", A, null, null))).isEmpty();
    assertThat(newerThan(version("there", B, null, null), version("late", A, null, LATE)))
        .isEmpty();
  }

  @Test
  void everySealedVersionIsNewerThanAnOccupantThatWasNeverSealed() {
    SealedVersion low = version("low", A, LOW, EARLY);
    SealedVersion high = version("high", A, HIGH, EARLY);
    assertThat(newerThan(low, high)).containsExactly(high, low);
  }

  @Test
  void comparesWithTheNewestVersionThatTheOccupantCanBe() {
    SealedVersion low = version("low", B, LOW, EARLY);
    SealedVersion middle = version("middle", A, new Sequencer("0055AE"), EARLY);
    SealedVersion high = version("high", B, HIGH, EARLY);
    assertThat(newerThan(low, middle, high)).isEmpty();
  }

  /** Anybody who may send to the queue can forge a sequencer, but not S3's own time. */
  @Test
  void ordersByLastModifiedBeforeSequencer() {
    Instant secondLater = EARLY.plusSeconds(1);

    assertThat(decide(LOW, secondLater, sealed(FORGED, EARLY))).isEqualTo(Decision.REPLACE);
    assertThat(decide(FORGED, EARLY, sealed(LOW, secondLater))).isEqualTo(Decision.GIVE_WAY);
  }

  @Test
  void ordersByListingBeforeSequencerWithinASecond() {
    Occupant there = occupant(B.base64(), "note");

    assertThat(decide(List.of("ours", "r"), LOW, EARLY, there, sealed(FORGED, LATE)))
        .isEqualTo(Decision.REPLACE);
    assertThat(decide(List.of("r", "ours"), FORGED, LATE, there, sealed(LOW, EARLY)))
        .isEqualTo(Decision.GIVE_WAY);
    assertThat(decide(List.of("ours"), LOW, EARLY, there, sealed(HIGH, EARLY)))
        .as("a version that S3 no longer lists")
        .isEqualTo(Decision.GIVE_WAY);
  }

  /** The first sealed record of a version is the one that every worker reads. */
  @Test
  void takesTheOrderOfTheVersionFromItsRecord() {
    assertThat(decide(FORGED, EARLY, version("ours", A, LOW, EARLY), sealed(HIGH, EARLY)))
        .isEqualTo(Decision.GIVE_WAY);
  }

  private static VersionOrder order(List<String> listed) {
    return new VersionOrder(() -> listed);
  }

  private static VersionOrder order() {
    return order(List.of());
  }

  private static List<SealedVersion> newerThan(SealedVersion... all) {
    return Precedence.newerThan(occupant(B.base64(), "note"), List.of(all), order());
  }

  private static SealedVersion version(
      String id, Sha256 content, Sequencer sequencer, Instant time) {
    return new SealedVersion(
        id, content.base64(), content.base64(), new WriteOrder(time, sequencer, time));
  }

  private static SealedVersion sealed(Sequencer sequencer, Instant time) {
    return version("r", B, sequencer, time);
  }

  /** The version has the digest A, the occupant the digest B. */
  private static Decision decide(Sequencer sequencer, Instant time, SealedVersion... rivals) {
    return decide(sequencer, time, occupant(B.base64(), "note"), rivals);
  }

  private static Decision decide(
      Sequencer sequencer, Instant time, Occupant occupant, SealedVersion... rivals) {
    return decide(List.of(), sequencer, time, occupant, rivals);
  }

  private static Decision decide(
      List<String> listed,
      Sequencer sequencer,
      Instant time,
      Occupant occupant,
      SealedVersion... rivals) {
    Digested ours = Versions.digested("ours", A, null, sequencer, time, "note");
    return Precedence.decide(
        ours,
        Versions.appearance(ours),
        CopyJudge.expected(ours),
        occupant,
        List.of(rivals),
        order(listed));
  }

  private static Occupant occupant(String sha256, String note) {
    return new Occupant("o", "etag", sha256, Versions.appearance("text/plain", note));
  }
}
