package dev.waybill.aws.why;

import dev.waybill.aws.RawObjects;
import dev.waybill.aws.S3VersionPages;
import dev.waybill.fixity.shape.RawVersion;
import dev.waybill.fixity.shape.RawVersionPage;
import dev.waybill.why.source.StoredKeyVersion;
import dev.waybill.why.source.StoryKeys;
import dev.waybill.why.source.StoryListing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Listing of the versions of an object's keys in S3. */
public final class S3StoryListing implements StoryListing {
  private final S3Client s3;

  public S3StoryListing(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public Listing list(StoryKeys keys) {
    List<StoredKeyVersion> all = new ArrayList<>();
    boolean isComplete = true;
    for (String key : keys.all()) {
      List<RawVersion> versions = versions(keys.bucket(), key);
      isComplete &= versions.size() <= MAX_VERSIONS;
      int asked = 0;
      for (RawVersion version : versions.subList(0, Math.min(versions.size(), MAX_VERSIONS))) {
        boolean isPromoted = key.equals(keys.promoted()) && !version.marker();
        boolean isAsked = isPromoted && asked < MAX_CHECKSUMS;
        asked += isAsked ? 1 : 0;
        isComplete &= isAsked || !isPromoted;
        all.add(stored(version, isAsked ? checksum(keys.bucket(), version) : null));
      }
    }
    return new Listing(all, isComplete);
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

  private @Nullable String checksum(String bucket, RawVersion version) {
    return new RawObjects(s3)
        .head(bucket, version.key(), version.versionId())
        .map(HeadObjectResponse::checksumSHA256)
        .orElse(null);
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
