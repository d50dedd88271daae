package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static dev.waybill.promotion.Versions.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.Digested;
import dev.waybill.promotion.Precedence.Decision;
import dev.waybill.provenance.SealedVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sequencer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrecedenceTest {
  private static final Instant EARLY = Instant.EPOCH;
  private static final Instant LATE = Instant.EPOCH.plusMillis(1);
  private static final Sequencer LOW = new Sequencer("0055");
  private static final Sequencer HIGH = new Sequencer("0055AED6DC");

  @Test
  void an_older_occupant_is_replaced_and_a_newer_one_kept() {
    assertThat(decide(HIGH, EARLY, rival(LOW, LATE))).isEqualTo(Decision.REPLACE);
    assertThat(decide(LOW, LATE, rival(HIGH, EARLY))).isEqualTo(Decision.GIVE_WAY);
  }

  @Test
  void sequencers_compare_as_if_padded_on_the_right() {
    Sequencer longer = new Sequencer("00550");
    Sequencer higher = new Sequencer("006");
    assertThat(decide(LOW, EARLY, rival(higher, EARLY))).isEqualTo(Decision.GIVE_WAY);
    assertThat(decide(LOW, EARLY, rival(longer, EARLY))).isEqualTo(Decision.REPLACE);
    assertThat(decide(longer, EARLY, rival(LOW, EARLY))).isEqualTo(Decision.REPLACE);
  }

  @Test
  void the_time_decides_between_equal_and_without_sequencers() {
    assertThat(decide(LOW, EARLY, rival(LOW, LATE))).isEqualTo(Decision.GIVE_WAY);
    assertThat(decide(LOW, LATE, rival(LOW, EARLY))).isEqualTo(Decision.REPLACE);
    assertThat(decide(null, EARLY, rival(HIGH, LATE))).isEqualTo(Decision.GIVE_WAY);
    assertThat(decide(HIGH, EARLY, rival(null, LATE))).isEqualTo(Decision.GIVE_WAY);
    assertThat(decide(LOW, LATE, rival(null, EARLY))).isEqualTo(Decision.REPLACE);
    assertThat(decide(null, EARLY, rival(null, null))).isEqualTo(Decision.REPLACE);
    assertThat(decide(null, EARLY, rival(null, EARLY))).isEqualTo(Decision.REPLACE);
  }

  @Test
  void an_occupant_that_nobody_sealed_is_replaced() {
    assertThat(decide(LOW, EARLY)).isEqualTo(Decision.REPLACE);
    assertThat(decide(LOW, EARLY, new SealedVersion("r", A.base64(), HIGH, LATE)))
        .as("a newer rival that is not what lies there")
        .isEqualTo(Decision.REPLACE);
    assertThat(decide(LOW, EARLY, occupant(null, "note"), rival(HIGH, LATE)))
        .as("an occupant without a digest")
        .isEqualTo(Decision.REPLACE);
  }

  @Test
  void the_record_of_the_version_itself_is_no_rival() {
    assertThat(decide(LOW, EARLY, new SealedVersion("ours", B.base64(), HIGH, LATE)))
        .isEqualTo(Decision.REPLACE);
  }

  @Test
  void one_newer_rival_among_older_ones_is_enough() {
    SealedVersion older = new SealedVersion("older", B.base64(), new Sequencer("0001"), EARLY);
    assertThat(decide(LOW, EARLY, older, rival(HIGH, EARLY), older)).isEqualTo(Decision.GIVE_WAY);
  }

  @Test
  void our_own_copy_is_already_there() {
    assertThat(decide(LOW, EARLY, occupant(A.base64(), "note"))).isEqualTo(Decision.ALREADY_THERE);
  }

  @Test
  void equal_bytes_with_other_metadata_are_not_our_copy() {
    assertThat(decide(LOW, EARLY, occupant(A.base64(), "other"))).isEqualTo(Decision.REPLACE);
    Occupant otherType =
        new Occupant("o", "e", A.base64(), Versions.appearance("text/html", "note"));
    assertThat(decide(LOW, EARLY, otherType)).isEqualTo(Decision.REPLACE);
  }

  @Test
  void equal_bytes_of_a_newer_version_are_not_a_copy_of_what_looks_otherwise() {
    SealedVersion newer = new SealedVersion("r", A.base64(), HIGH, LATE);
    assertThat(decide(LOW, EARLY, occupant(A.base64(), "other"), newer))
        .isEqualTo(Decision.GIVE_WAY);
    assertThat(decide(LOW, EARLY, occupant(A.base64(), "note"), newer))
        .isEqualTo(Decision.ALREADY_THERE);
  }

  @Test
  void a_copy_in_parts_is_known_by_its_composite() {
    PartDigests parts = new PartDigests(5, List.of(A, B));
    Digested ours = Versions.digested("ours", A, parts, LOW, EARLY, "note");

    assertThat(
            Precedence.decide(
                ours,
                Versions.appearance(ours),
                CopyJudge.expected(ours),
                occupant(parts.composite(), "note"),
                List.of()))
        .isEqualTo(Decision.ALREADY_THERE);
    assertThat(
            Precedence.decide(
                ours,
                Versions.appearance(ours),
                CopyJudge.expected(ours),
                occupant(A.base64(), "note"),
                List.of()))
        .isEqualTo(Decision.REPLACE);
  }

  private static SealedVersion rival(Sequencer sequencer, Instant time) {
    return new SealedVersion("r", B.base64(), sequencer, time);
  }

  /** Ours has the digest A, the occupant B. */
  private static Decision decide(Sequencer sequencer, Instant time, SealedVersion... rivals) {
    return decide(sequencer, time, occupant(B.base64(), "note"), rivals);
  }

  private static Decision decide(
      Sequencer sequencer, Instant time, Occupant occupant, SealedVersion... rivals) {
    Digested ours = Versions.digested("ours", A, null, sequencer, time, "note");
    return Precedence.decide(
        ours, Versions.appearance(ours), CopyJudge.expected(ours), occupant, List.of(rivals));
  }

  private static Occupant occupant(String sha256, String note) {
    return new Occupant("o", "etag", sha256, Versions.appearance("text/plain", note));
  }
}
