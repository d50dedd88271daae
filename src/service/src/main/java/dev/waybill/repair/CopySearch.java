package dev.waybill.repair;

import dev.waybill.digest.DigestResult;
import dev.waybill.digest.StreamingDigest;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.attributes.StatedAttributes;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.PromotionSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Search for a good copy: a version at the destination, the sealed version where it arrived, or a
 * version with one of the two keys in another bucket. A copy is good when all its bytes were read
 * and have the digest of the record, and its headers, metadata and tags are those of the record.
 */
final class CopySearch {
  /** Limit of the versions of a key that are looked at. */
  static final int MAX_VERSIONS = 100;

  private final CopySources sources;
  private final PromotionSettings promotion;
  private final List<String> otherBuckets;

  /**
   * @param otherBuckets buckets that may hold copies, such as replicas
   */
  CopySearch(CopySources sources, PromotionSettings promotion, List<String> otherBuckets) {
    this.sources = sources;
    this.promotion = promotion;
    this.otherBuckets = otherBuckets;
  }

  /**
   * Compares one version after the other until one is good.
   *
   * @return the versions that were compared; only the last one can be good
   */
  List<Candidate> search(CustodyRecord record, String destinationKey) {
    List<Candidate> compared = new ArrayList<>();
    for (ObjectVersion version : versions(record, destinationKey)) {
      Candidate candidate = compare(version, record);
      compared.add(candidate);
      if (candidate.isGood()) {
        break;
      }
    }
    return compared;
  }

  private Set<ObjectVersion> versions(CustodyRecord record, String destinationKey) {
    Set<ObjectVersion> versions = new LinkedHashSet<>();
    versions.addAll(sources.versions(record.bucketOfCopy(), destinationKey, MAX_VERSIONS));
    versions.add(record.version());
    for (String bucket : otherBuckets) {
      versions.addAll(sources.versions(bucket, destinationKey, MAX_VERSIONS));
      versions.addAll(sources.versions(bucket, record.version().key(), MAX_VERSIONS));
    }
    return versions;
  }

  private Candidate compare(ObjectVersion version, CustodyRecord record) {
    Optional<ObjectAttributes> attributes = sources.attributes(version);
    if (attributes.isEmpty()) {
      return Candidate.bad(version, "does not exist, or cannot be read");
    }
    if (attributes.get().size() != record.size()) {
      return Candidate.bad(
          version, "has " + attributes.get().size() + " bytes instead of " + record.size());
    }
    Optional<String> difference = difference(version, attributes.get(), record);
    if (difference.isPresent()) {
      return Candidate.bad(version, difference.get());
    }
    return compareBytes(version, attributes.get(), record);
  }

  private Candidate compareBytes(
      ObjectVersion version, ObjectAttributes attributes, CustodyRecord record) {
    Long partSize =
        record.size() > promotion.singleCopyLimit() ? promotion.partSizeFor(record.size()) : null;
    try (InputStream bytes = sources.bytes(version)) {
      DigestResult read = StreamingDigest.of(bytes, record.size(), partSize);
      return read.size() == record.size() && read.sha256().equals(record.sha256())
          ? Candidate.good(version, new Candidate.Good(attributes, read.parts()))
          : Candidate.bad(version, "has other bytes: sha256 " + read.sha256());
    } catch (IOException e) {
      return Candidate.bad(version, "its bytes cannot be read: " + e.getMessage());
    }
  }

  /** Returns the difference of headers, metadata or tags, without their untrusted values. */
  private Optional<String> difference(
      ObjectVersion version, ObjectAttributes attributes, CustodyRecord record) {
    StatedAttributes sealed = record.attributes();
    if (sealed == null) {
      return Optional.empty();
    }
    Map<String, String> headers = StatedAttributes.stated(attributes.headers());
    if (!sealed.headers().differences(headers).isEmpty()) {
      return Optional.of("has other headers than sealed");
    }
    if (!sealed.metadata().differences(attributes.metadata()).isEmpty()) {
      return Optional.of("has other metadata than sealed");
    }
    Optional<Map<String, String>> tags = sources.tags(version);
    if (tags.isEmpty()) {
      return Optional.of("its tags cannot be read; allow s3:GetObjectVersionTagging");
    }
    return sealed.tags().differences(tags.get()).isEmpty()
        ? Optional.empty()
        : Optional.of("has other tags than sealed");
  }
}
