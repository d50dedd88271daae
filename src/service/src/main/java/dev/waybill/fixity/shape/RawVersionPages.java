package dev.waybill.fixity.shape;

import org.jspecify.annotations.Nullable;

/** Port to the listing of all versions of the raw bucket. It is used by several threads at once. */
public interface RawVersionPages {
  /**
   * Returns one page of the versions below a prefix, in the order of the UTF-8 bytes of their keys.
   *
   * @param key key after which the page begins; null for the first page
   * @param versionId version of that key after which the page begins; null to skip all of them
   * @throws RuntimeException when the page cannot be listed after retries
   */
  RawVersionPage page(String prefix, @Nullable String key, @Nullable String versionId);
}
