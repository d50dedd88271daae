package dev.waybill.fixity.shape;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Begin of a page of a listing.
 *
 * @param prefix the prefix that is listed
 * @param key key after which the page begins; null for the first page
 * @param versionId version of that key after which the page begins; null to skip all of them
 */
record PageStart(String prefix, @Nullable String key, @Nullable String versionId) {
  /** Lists the page. */
  RawVersionPage list(RawVersionPages pages) {
    return pages.page(prefix, key, versionId);
  }

  /** Returns true when a page after the other one begins here. */
  boolean isAfter(PageStart other) {
    if (key == null || other.key == null) {
      return key != null;
    }
    int order = ListedKeyOrder.compare(key, other.key);
    return order > 0 || (order == 0 && !Objects.equals(versionId, other.versionId));
  }

  /** Returns the key of a page that is not the first one. */
  String requireKey() {
    return Objects.requireNonNull(key, "key");
  }
}
