package dev.waybill.aws.why;

import dev.waybill.aws.RawObjects;
import dev.waybill.aws.S3Failure;
import dev.waybill.aws.S3VersionPages;
import dev.waybill.fixity.shape.RawVersion;
import dev.waybill.fixity.shape.RawVersionPage;
import dev.waybill.record.log.Quantity;
import dev.waybill.why.source.StoredKeyVersion;
import dev.waybill.why.source.StoryKeys;
import dev.waybill.why.source.StoryListing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Listing of the versions of an object's keys in S3. */
public final class S3StoryListing implements StoryListing {
  private final S3Client s3;

  public S3StoryListing(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public Listing list(StoryKeys keys) {
    List<StoredKeyVersion> all = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    for (String key : keys.all()) {
      List<RawVersion> versions = versions(keys.bucket(key), key);
      if (versions.size() > MAX_VERSIONS) {
        gaps.add("only the newest " + MAX_VERSIONS + " versions of " + key + " are told");
      }
      List<RawVersion> told = versions.subList(0, Math.min(versions.size(), MAX_VERSIONS));
      if (key.equals(keys.promoted())) {
        addPromoted(keys.bucket(key), told, all, gaps);
      } else {
        told.forEach(it -> all.add(stored(it, null)));
      }
    }
    return new Listing(all, gaps);
  }

  private void addPromoted(
      String bucket, List<RawVersion> versions, List<StoredKeyVersion> all, List<String> gaps) {
    int asked = 0;
    int unknown = 0;
    for (RawVersion version : versions) {
      String checksum = null;
      if (!version.marker()) {
        checksum = asked < MAX_CHECKSUMS ? checksum(bucket, version) : null;
        asked++;
        unknown += checksum == null ? 1 : 0;
      }
      all.add(stored(version, checksum));
    }
    if (unknown > 0) {
      gaps.add(
          "S3's SHA-256 of "
              + Quantity.of(unknown, "promoted version is", "promoted versions are")
              + " not known: reading it is denied, or there are more than "
              + MAX_CHECKSUMS);
    }
  }

  /** The versions of a key come before those of the keys that it is a prefix of. */
  private List<RawVersion> versions(String bucket, String key) {
    S3VersionPages pages = new S3VersionPages(s3, bucket);
    List<RawVersion> found = new ArrayList<>();
    RawVersionPage page = pages.page(key, null, null);
    while (true) {
      List<RawVersion> ours = page.versions().stream().filter(it -> it.key().equals(key)).toList();
      found.addAll(ours);
      String next = page.nextKey();
      if (next == null || !next.equals(key) || found.size() > MAX_VERSIONS) {
        // The SDK separates the versions and the markers of a page.
        found.sort(
            Comparator.comparing(RawVersion::latest)
                .thenComparing(RawVersion::lastModified)
                .reversed());
        return found;
      }
      page = pages.page(key, next, page.nextVersionId());
    }
  }

  /** Returns the checksum; empty when S3 states none, and null when S3 denies it. */
  private @Nullable String checksum(String bucket, RawVersion version) {
    try {
      return new RawObjects(s3)
          .head(bucket, version.key(), version.versionId())
          .map(HeadObjectResponse::checksumSHA256)
          .orElse("");
    } catch (S3Exception e) {
      if (S3Failure.isDenial(e)) {
        return null;
      }
      throw e;
    }
  }

  private static StoredKeyVersion stored(RawVersion version, @Nullable String checksum) {
    return new StoredKeyVersion(
        version.key(),
        version.versionId(),
        version.latest(),
        version.marker(),
        version.size(),
        version.lastModified(),
        checksum);
  }
}
