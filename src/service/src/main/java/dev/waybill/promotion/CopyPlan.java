package dev.waybill.promotion;

import dev.waybill.model.Digested;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.PromotedRetention;
import dev.waybill.settings.RawSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plan of one server-side copy: a source pinned to one version and eTag, a destination, the
 * condition on that destination, and the checksum that the copy must have. A copy keeps tags,
 * metadata, system headers and encryption, and S3 computes its SHA-256.
 *
 * @param source the version to copy
 * @param eTag the eTag that the source must have, without quotes
 * @param size the source's size in bytes
 * @param encryption the source's encryption
 * @param headers the source's system metadata, by lower-case header name
 * @param metadata the source's user metadata, by lower-case name
 * @param parts the digests of the parts to copy one by one; null for a copy in one request
 * @param expected the SHA-256 that S3 must compute of the copy, in S3's form; null when it is not
 *     known before
 * @param destination where the copy goes
 * @param replacedETag the eTag that must be at the destination; null when nothing may be there
 * @param retention retention that the copy gets; null for none
 */
public record CopyPlan(
    ObjectVersion source,
    String eTag,
    long size,
    Encryption encryption,
    Map<String, String> headers,
    Map<String, String> metadata,
    @Nullable PartDigests parts,
    @Nullable String expected,
    Destination destination,
    @Nullable String replacedETag,
    @Nullable PromotedRetention retention) {
  /** Creates the plan of a copy without a retention. */
  public CopyPlan(
      ObjectVersion source,
      String eTag,
      long size,
      Encryption encryption,
      Map<String, String> headers,
      Map<String, String> metadata,
      @Nullable PartDigests parts,
      @Nullable String expected,
      Destination destination,
      @Nullable String replacedETag) {
    this(
        source,
        eTag,
        size,
        encryption,
        headers,
        metadata,
        parts,
        expected,
        destination,
        replacedETag,
        null);
  }

  /** Returns this plan with the retention that the scope of the destination demands. */
  CopyPlan retainedBy(CustodyScopes scopes) {
    return new CopyPlan(
        source,
        eTag,
        size,
        encryption,
        headers,
        metadata,
        parts,
        expected,
        destination,
        replacedETag,
        scopes
            .ofDestination(destination.bucket(), destination.key())
            .map(RawSettings::retention)
            .orElse(null));
  }

  /**
   * Returns the plan to promote a version.
   *
   * @param replacedETag the eTag that must be at the destination; null when nothing may be there
   */
  static CopyPlan promoting(Digested ours, Destination to, @Nullable String replacedETag) {
    return new CopyPlan(
        ours.version(),
        ours.eTag(),
        ours.size(),
        ours.encryption(),
        ours.headers(),
        ours.metadata(),
        ours.parts(),
        CopyJudge.expected(ours),
        to,
        replacedETag);
  }

  /** Returns the plan of a copy whose SHA-256, as S3 computes it, becomes the version's digest. */
  static CopyPlan ahead(ObjectVersion source, ObjectAttributes attributes, Destination to) {
    return whole(source, attributes, null, to, null);
  }

  /** Returns the plan to put an earlier version of a destination over its current object. */
  static CopyPlan restoring(PlacedVersion earlier, Destination at, Occupant current) {
    // A composite checksum is not the checksum of a copy in one request.
    String expected = earlier.attributes().storedSha256().orElse(null);
    return whole(earlier.version(), earlier.attributes(), expected, at, current.eTag());
  }

  private static CopyPlan whole(
      ObjectVersion source,
      ObjectAttributes attributes,
      @Nullable String expected,
      Destination to,
      @Nullable String replacedETag) {
    return new CopyPlan(
        source,
        attributes.eTag(),
        attributes.size(),
        attributes.encryption(),
        attributes.headers(),
        attributes.metadata(),
        null,
        expected,
        to,
        replacedETag);
  }
}
