package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static dev.waybill.promotion.Versions.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.model.Digested;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class CopyJudgeTest {
  /** Base64 of 32 bytes aa. */
  private static final String A_OF_S3 = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=";

  private static final Destination DESTINATION = new Destination("raw", "processed/k");

  private final PartDigests parts = new PartDigests(5, List.of(A, B));
  private final Digested whole = Versions.digested("v", A, null);
  private final Digested inParts = Versions.digested("v", A, parts);

  @Test
  void acceptsEqualDigest() {
    assertThat(CopyJudge.expected(whole)).isEqualTo(A_OF_S3);
    assertThat(judge(whole, A_OF_S3)).isEqualTo("S3's SHA-256 of the copy equals ours");
  }

  @Test
  void rejectsAnotherDigest() {
    assertMismatch(() -> judge(whole, B.base64()));
    assertMismatch(() -> judge(whole, ""));
    assertMismatch(() -> judge(whole, A_OF_S3.toUpperCase(Locale.ROOT)));
    assertMismatch(() -> judge(whole, A.hex()));
  }

  /** Without a checksum there is neither a match nor a mismatch. */
  @Test
  void failsRetryablyWithoutDigest() {
    assertThatThrownBy(() -> judge(whole, null))
        .isInstanceOf(IllegalStateException.class)
        .isNotInstanceOf(RejectedException.class);
  }

  @Test
  void comparesCopyInPartsWithComposite() {
    assertThat(judge(inParts, parts.composite()))
        .isEqualTo("S3's SHA-256 of each of 2 parts equals ours");
    assertMismatch(() -> judge(inParts, A_OF_S3));
    assertMismatch(() -> judge(whole, parts.composite()));
    assertMismatch(() -> judge(inParts, new PartDigests(5, List.of(B, A)).composite()));
    assertMismatch(() -> judge(inParts, parts.composite().replace("-2", "")));
  }

  @Test
  void comparesEachPartWithItsOwnDigest() {
    assertThatCode(() -> judgePart(inParts, 0, A.base64())).doesNotThrowAnyException();
    assertThatCode(() -> judgePart(inParts, 1, B.base64())).doesNotThrowAnyException();
    assertMismatch(() -> judgePart(inParts, 0, B.base64()));
    assertMismatch(() -> judgePart(inParts, 1, A.base64()));
    assertMismatch(() -> judgePart(inParts, 0, null));
    assertMismatch(() -> judgePart(whole, 0, A.base64()));
  }

  @Test
  void acceptsAnyWholeChecksumWhenNoneIsExpected() {
    VerifiedCopy copy = CopyJudge.judge(ahead(), new CopyResult("copy", A_OF_S3, false));

    assertThat(copy.checksum()).isEqualTo(A_OF_S3);
    assertThat(copy.version()).isEqualTo(new ObjectVersion("raw", "processed/k", "copy"));
  }

  @Test
  void failsOnCompositeChecksumWhenNoneIsExpected() {
    assertThatThrownBy(
            () -> CopyJudge.judge(ahead(), new CopyResult("copy", parts.composite(), true)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("whole copy");
    assertThatThrownBy(() -> CopyJudge.judge(ahead(), new CopyResult("copy", null, false)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void comparesRestoredCopyWithChecksumOfItsSource() {
    CopyPlan plan = restoring(A_OF_S3, "FULL_OBJECT");

    assertThat(CopyJudge.judge(plan, new CopyResult("copy", A_OF_S3, false)).checksum())
        .isEqualTo(A_OF_S3);
    assertThatThrownBy(() -> CopyJudge.judge(plan, new CopyResult("copy", B.base64(), false)))
        .isInstanceOf(RejectedException.class);
  }

  /** A composite is computed over parts, which a copy in one request does not have. */
  @Test
  void acceptsRestoredCopyOfSourceWithCompositeChecksum() {
    CopyPlan plan = restoring(parts.composite(), "COMPOSITE");

    assertThat(CopyJudge.judge(plan, new CopyResult("copy", A_OF_S3, false)).checksum())
        .isEqualTo(A_OF_S3);
  }

  private static CopyPlan ahead() {
    return CopyPlan.ahead(
        new ObjectVersion("raw", "incoming/k", "v"), attributes(null, null), DESTINATION);
  }

  private static CopyPlan restoring(String checksum, String type) {
    return CopyPlan.restoring(
        new PlacedVersion(
            new ObjectVersion("raw", "processed/k", "old"), attributes(checksum, type)),
        DESTINATION,
        new Occupant("now", "other", null, new Appearance(Map.of(), Map.of(), Map.of(), null)));
  }

  private static ObjectAttributes attributes(String checksum, String type) {
    return new ObjectAttributes(
        3,
        "etag",
        checksum,
        type,
        new Encryption(null, null, false),
        Map.of(),
        Map.of(),
        null,
        Instant.EPOCH);
  }

  private static String judge(Digested ours, String reported) {
    CopyResult result = new CopyResult("copy", reported, ours.parts() != null);
    return CopyJudge.judge(CopyPlan.promoting(ours, DESTINATION, null), result).verifiedBy();
  }

  private static void judgePart(Digested ours, int index, String reported) {
    CopyJudge.judgePart(CopyPlan.promoting(ours, DESTINATION, null), index, reported);
  }

  private void assertMismatch(ThrowingCallable judgement) {
    assertThatThrownBy(judgement)
        .isInstanceOfSatisfying(
            RejectedException.class,
            rejection -> {
              assertThat(rejection.outcome().reason()).isEqualTo(RejectReason.COPY_MISMATCH);
              assertThat(rejection.outcome().version()).isEqualTo(whole.version());
            });
  }
}
