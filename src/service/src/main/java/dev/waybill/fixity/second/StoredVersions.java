package dev.waybill.fixity.second;

import dev.waybill.fixity.shape.RawVersion;
import dev.waybill.fixity.shape.RawVersionPage;
import dev.waybill.fixity.shape.RawVersionPages;
import dev.waybill.record.object.ObjectVersion;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stored versions that may be the sealed ones: every version at the keys of promoted copies, and
 * every sealed version that is still at its own key.
 *
 * @param versions the versions, each with its size in bytes, in the order of the listings
 * @param pages number of the pages of the listings
 */
record StoredVersions(Map<ObjectVersion, Long> versions, long pages) {
  /** Returns the number of bytes of all versions. */
  long bytes() {
    return versions.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Lists what is stored of some sealed versions. */
  static StoredVersions list(RawVersionPages pages, String bucket, List<SealedTarget> targets) {
    Set<String> destinations = new HashSet<>();
    Set<ObjectVersion> sources = new HashSet<>();
    for (SealedTarget target : targets) {
      sources.add(target.source());
      if (target.destination() != null) {
        destinations.add(target.destination());
      }
    }
    Listing listing = new Listing(pages, bucket, destinations, sources);
    listing.run(CommonPrefix.of(destinations));
    listing.run(CommonPrefix.of(sources.stream().map(ObjectVersion::key).toList()));
    return new StoredVersions(listing.found, listing.count);
  }

  /** Listing of the wanted versions below several prefixes. */
  private static final class Listing {
    private final Map<ObjectVersion, Long> found = new LinkedHashMap<>();
    private final RawVersionPages pages;
    private final String bucket;
    private final Set<String> destinations;
    private final Set<ObjectVersion> sources;
    private long count;

    private Listing(
        RawVersionPages pages,
        String bucket,
        Set<String> destinations,
        Set<ObjectVersion> sources) {
      this.pages = pages;
      this.bucket = bucket;
      this.destinations = destinations;
      this.sources = sources;
    }

    private void run(CommonPrefix prefix) {
      if (prefix.isOfNothing()) {
        return;
      }
      RawVersionPage page = pages.page(prefix.text(), null, null);
      for (count++; ; count++) {
        page.versions().forEach(this::add);
        if (page.nextKey() == null) {
          return;
        }
        page = pages.page(prefix.text(), page.nextKey(), page.nextVersionId());
      }
    }

    private void add(RawVersion listed) {
      if (listed.marker()) {
        return;
      }
      ObjectVersion version = new ObjectVersion(bucket, listed.key(), listed.versionId());
      if (destinations.contains(listed.key()) || sources.contains(version)) {
        found.put(version, listed.size());
      }
    }
  }
}
