package dev.waybill.why.source;

import java.util.List;

/** Port to the versions of the keys of an object. */
@FunctionalInterface
public interface StoryListing {
  /** Limit of the versions of one key; those of further ones are a gap. */
  int MAX_VERSIONS = 1000;

  /** Limit of the promoted versions whose checksum is asked for, the newest first. */
  int MAX_CHECKSUMS = 50;

  /**
   * Versions of the keys.
   *
   * @param gaps plain words about what the listing leaves out
   */
  record Listing(List<StoredKeyVersion> versions, List<String> gaps) {
    public Listing {
      versions = List.copyOf(versions);
      gaps = List.copyOf(gaps);
    }

    /** Returns true when every version and its bytes are known. */
    public boolean isComplete() {
      return gaps.isEmpty();
    }
  }

  /**
   * Lists the versions and delete markers of both keys, the newest of each key first, the promoted
   * ones with S3's checksum.
   *
   * @throws RuntimeException when the bucket cannot be listed
   */
  Listing list(StoryKeys keys);
}
