package dev.waybill.promotion;

import dev.waybill.model.Digested;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of S3's own SHA-256 of a copy with the expected one: of the whole object for a copy in
 * one request, of each part for a copy in parts. Every copy that Waybill makes is judged here.
 */
public final class CopyJudge {
  private CopyJudge() {}

  /** Returns the checksum that S3 computes of a correct copy, in S3's form. */
  static String expected(Digested ours) {
    PartDigests parts = ours.parts();
    return parts == null ? ours.sha256().base64() : parts.composite();
  }

  /**
   * Judges a finished copy.
   *
   * @throws RejectedException when S3's checksum differs from the expected one
   * @throws IllegalStateException when S3 reported no checksum to judge by; a retry may get one
   */
  public static VerifiedCopy judge(CopyPlan plan, CopyResult result) {
    String verifiedBy =
        plan.expected() == null
            ? requireWhole(result)
            : compare(plan, plan.expected(), result.checksum());
    Destination to = plan.destination();
    String id = Objects.requireNonNullElse(result.versionId(), ObjectVersion.NULL_VERSION);
    return new VerifiedCopy(
        new ObjectVersion(to.bucket(), to.key(), id),
        Objects.requireNonNull(result.checksum()),
        verifiedBy);
  }

  private static String requireWhole(CopyResult result) {
    if (result.checksum() == null || result.composite()) {
      throw new IllegalStateException("S3 reported no SHA-256 of the whole copy");
    }
    return "S3 computed the SHA-256 of the copy";
  }

  private static String compare(CopyPlan plan, String expected, @Nullable String reported) {
    if (reported == null) {
      throw new IllegalStateException("S3 reported no SHA-256 of the copy");
    }
    if (!reported.equals(expected)) {
      throw new RejectedException(
          RejectReason.COPY_MISMATCH, "S3's SHA-256 of the copy is not ours", plan.source());
    }
    return plan.parts() == null
        ? "S3's SHA-256 of the copy equals ours"
        : "S3's SHA-256 of each of " + plan.parts().digests().size() + " parts equals ours";
  }

  /**
   * Judges one part of a copy in parts.
   *
   * @param index the part's index, from 0
   * @param reported the part's SHA-256 in base64, as S3 computed it; null when S3 reported none
   * @throws RejectedException when S3's checksum differs from the part's digest
   */
  public static void judgePart(CopyPlan plan, int index, @Nullable String reported) {
    PartDigests parts = plan.parts();
    if (parts == null || !parts.digests().get(index).base64().equals(reported)) {
      throw new RejectedException(
          RejectReason.COPY_MISMATCH,
          "S3's SHA-256 of part " + (index + 1) + " is not ours",
          plan.source());
    }
  }
}
