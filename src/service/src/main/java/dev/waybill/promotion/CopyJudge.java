package dev.waybill.promotion;

import dev.waybill.model.Digested;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.PartDigests;
import org.jspecify.annotations.Nullable;

/**
 * Holds S3's own SHA-256 of a copy against ours: of the whole object for a single copy, part by
 * part for a copy in parts.
 */
public final class CopyJudge {
  private CopyJudge() {}

  /** The checksum that S3 computes of a good copy, in S3's spelling. */
  public static String expected(Digested ours) {
    PartDigests parts = ours.parts();
    return parts == null ? ours.sha256().base64() : parts.composite();
  }

  /**
   * Judges a whole copy.
   *
   * @param reported what S3 computed of the copy
   * @return how it was judged, for people
   * @throws RejectedException when S3's digest differs from ours
   * @throws IllegalStateException when S3 reported none, which may pass
   */
  public static String judge(Digested ours, @Nullable String reported) {
    if (reported == null) {
      throw new IllegalStateException("S3 reported no SHA-256 of the copy");
    }
    if (!reported.equals(expected(ours))) {
      throw new RejectedException(
          RejectReason.COPY_MISMATCH, "S3's SHA-256 of the copy is not ours", ours.version());
    }
    return ours.parts() == null
        ? "S3's SHA-256 of the copy equals ours"
        : "S3's SHA-256 of each of " + ours.parts().digests().size() + " parts equals ours";
  }

  /**
   * Judges one part of a copy.
   *
   * @param index from 0
   */
  public static void judgePart(Digested ours, int index, @Nullable String reported) {
    PartDigests parts = ours.parts();
    if (parts == null || !parts.digests().get(index).base64().equals(reported)) {
      throw new RejectedException(
          RejectReason.COPY_MISMATCH,
          "S3's SHA-256 of part " + (index + 1) + " is not ours",
          ours.version());
    }
  }
}
