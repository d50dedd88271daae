package dev.waybill.verify;

import dev.waybill.aws.RawObjects;
import dev.waybill.aws.SystemHeaders;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.attributes.AttributeGroup;
import dev.waybill.record.attributes.StatedAttributes;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.VerificationFinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Check of an object's headers, metadata and tags against those that a record states. */
final class AttributeCheck {
  private final RawObjects objects;
  private final Map<String, String> headers;
  private final Map<String, String> metadata;
  private final Optional<Map<String, String>> tags;

  /**
   * Reads the tags. S3 states their number only to a principal that may read them, so that a
   * missing number does not mean that there are none.
   *
   * @param version the object, which may be a promoted one
   * @param head S3's response to a HEAD of the object
   */
  AttributeCheck(RawObjects objects, ObjectVersion version, HeadObjectResponse head) {
    this.objects = objects;
    headers = StatedAttributes.stated(SystemHeaders.of(head));
    metadata = head.metadata();
    tags = objects.visibleTags(version);
  }

  /**
   * Returns the record that the object is compared with: the newest one, unless an earlier record
   * of the same bytes states the object's attributes and may still be the one in place.
   *
   * @param newestFirst the records of the object's bytes, not empty
   * @param current true for the current version of its key, which has to be the newest one
   */
  CustodyRecord select(List<CustodyRecord> newestFirst, boolean current) {
    for (CustodyRecord record : newestFirst) {
      if (matches(record)) {
        return record;
      }
      if (current && !waits(record.version())) {
        break;
      }
    }
    return newestFirst.get(0);
  }

  /** Promotion deletes the source, so a version that still exists is not yet promoted. */
  private boolean waits(ObjectVersion version) {
    return objects.exists(version.bucket(), version.key(), version.versionId());
  }

  private boolean matches(CustodyRecord record) {
    StatedAttributes sealed = record.attributes();
    return sealed == null
        || (sealed.headers().differences(headers).isEmpty()
            && sealed.metadata().differences(metadata).isEmpty()
            && sealed.tags().differences(tags.orElse(Map.of())).isEmpty());
  }

  /** Returns one finding for each group of attributes. */
  List<VerificationFinding> findings(CustodyRecord record) {
    StatedAttributes sealed = record.attributes();
    if (sealed == null) {
      return List.of(
          VerificationFinding.open(
              "headers", "the record is of version 1, which states no headers, metadata or tags"));
    }
    return List.of(
        finding("headers", sealed.headers(), headers),
        finding("metadata", sealed.metadata(), metadata),
        finding("tags", sealed.tags(), tags.orElse(null)));
  }

  private static VerificationFinding finding(
      String subject, AttributeGroup sealed, @Nullable Map<String, String> actual) {
    if (!sealed.isComparable()) {
      return VerificationFinding.open(
          subject, "not sealed, because S3 denied the service the right to read them");
    }
    if (actual == null) {
      return VerificationFinding.open(
          subject,
          "not compared, because S3 denies reading them; allow s3:GetObjectVersionTagging");
    }
    List<String> differences = sealed.differences(actual);
    return differences.isEmpty()
        ? VerificationFinding.ok(subject, actual.size() + " as sealed")
        : VerificationFinding.bad(subject, String.join("; ", differences));
  }
}
