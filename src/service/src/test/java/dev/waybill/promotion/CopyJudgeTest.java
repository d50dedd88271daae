package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static dev.waybill.promotion.Versions.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.model.Digested;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.PartDigests;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class CopyJudgeTest {
  /** Base64 of 32 bytes aa. */
  private static final String A_OF_S3 = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=";

  private final PartDigests parts = new PartDigests(5, List.of(A, B));
  private final Digested whole = Versions.digested("v", A, null);
  private final Digested inParts = Versions.digested("v", A, parts);

  @Test
  void an_equal_digest_is_good() {
    assertThat(CopyJudge.expected(whole)).isEqualTo(A_OF_S3);
    assertThat(CopyJudge.judge(whole, A_OF_S3)).isEqualTo("S3's SHA-256 of the copy equals ours");
  }

  @Test
  void another_digest_is_a_mismatch() {
    assertMismatch(() -> CopyJudge.judge(whole, B.base64()));
    assertMismatch(() -> CopyJudge.judge(whole, ""));
    assertMismatch(() -> CopyJudge.judge(whole, A_OF_S3.toUpperCase(Locale.ROOT)));
    assertMismatch(() -> CopyJudge.judge(whole, A.hex()));
  }

  /** No proof is no proof, but neither is it a proof of harm. */
  @Test
  void no_digest_at_all_may_pass_and_is_tried_again() {
    assertThatThrownBy(() -> CopyJudge.judge(whole, null))
        .isInstanceOf(IllegalStateException.class)
        .isNotInstanceOf(RejectedException.class);
  }

  @Test
  void a_copy_in_parts_is_held_against_the_composite() {
    assertThat(CopyJudge.judge(inParts, parts.composite()))
        .isEqualTo("S3's SHA-256 of each of 2 parts equals ours");
    assertMismatch(() -> CopyJudge.judge(inParts, A_OF_S3));
    assertMismatch(() -> CopyJudge.judge(whole, parts.composite()));
    assertMismatch(() -> CopyJudge.judge(inParts, new PartDigests(5, List.of(B, A)).composite()));
    assertMismatch(() -> CopyJudge.judge(inParts, parts.composite().replace("-2", "")));
  }

  @Test
  void each_part_is_held_against_its_own_digest() {
    assertThatCode(() -> CopyJudge.judgePart(inParts, 0, A.base64())).doesNotThrowAnyException();
    assertThatCode(() -> CopyJudge.judgePart(inParts, 1, B.base64())).doesNotThrowAnyException();
    assertMismatch(() -> CopyJudge.judgePart(inParts, 0, B.base64()));
    assertMismatch(() -> CopyJudge.judgePart(inParts, 1, A.base64()));
    assertMismatch(() -> CopyJudge.judgePart(inParts, 0, null));
    assertMismatch(() -> CopyJudge.judgePart(whole, 0, A.base64()));
  }

  private void assertMismatch(ThrowingCallable judgement) {
    assertThatThrownBy(judgement)
        .isInstanceOfSatisfying(
            RejectedException.class,
            refusal -> {
              assertThat(refusal.outcome().reason()).isEqualTo(RejectReason.COPY_MISMATCH);
              assertThat(refusal.outcome().version()).isEqualTo(whole.version());
            });
  }
}
