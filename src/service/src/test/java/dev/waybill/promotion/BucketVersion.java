package dev.waybill.promotion;

import dev.waybill.model.Digested;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Version of an object in an {@link InMemoryBucket}.
 *
 * @param version the version
 * @param content the digest of its bytes, which stands for the bytes
 * @param parts the digests of its parts when it was copied in parts, otherwise null
 * @param eTag the eTag without quotes
 * @param appearance the attributes besides its bytes
 */
record BucketVersion(
    ObjectVersion version,
    Sha256 content,
    @Nullable PartDigests parts,
    String eTag,
    Appearance appearance) {
  static final long SIZE = 3;

  /** Returns the source of a promotion. */
  static BucketVersion source(Digested digested, Map<String, String> tags) {
    return new BucketVersion(
        digested.version(),
        digested.sha256(),
        null,
        digested.eTag(),
        new Appearance(
            digested.headers(), digested.metadata(), tags, digested.encryption().kmsKeyId()));
  }

  /** Returns the copy that a plan makes of this version. */
  BucketVersion copy(CopyPlan plan, String versionId) {
    Destination to = plan.destination();
    return new BucketVersion(
        new ObjectVersion(to.bucket(), to.key(), versionId),
        content,
        plan.parts(),
        eTagOf(content, plan.parts()),
        new Appearance(
            plan.headers(), plan.metadata(), appearance.tags(), plan.encryption().kmsKeyId()));
  }

  /** Returns the eTag that S3 derives from the bytes alone: equal bytes have equal eTags. */
  static String eTagOf(Sha256 content, @Nullable PartDigests parts) {
    String ofBytes = content.hex().substring(0, 16);
    return parts == null ? ofBytes : ofBytes + "-" + parts.digests().size();
  }

  String checksum() {
    return parts == null ? content.base64() : parts.composite();
  }

  Occupant occupant() {
    return new Occupant(version.versionId(), eTag, checksum(), appearance);
  }

  PlacedVersion placed() {
    return new PlacedVersion(
        version,
        new ObjectAttributes(
            SIZE,
            eTag,
            checksum(),
            parts == null ? "FULL_OBJECT" : "COMPOSITE",
            new Encryption(null, appearance.kmsKeyId(), false),
            appearance.headers(),
            appearance.metadata(),
            appearance.tags().size(),
            Instant.EPOCH));
  }
}
