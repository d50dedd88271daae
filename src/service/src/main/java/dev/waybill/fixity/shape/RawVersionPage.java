package dev.waybill.fixity.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Page of a listing of versions.
 *
 * @param versions the versions and delete markers of the page, in any order
 * @param nextKey key after which the next page begins; null for the last page
 * @param nextVersionId version of that key after which the next page begins; null when the next
 *     page begins with another key
 */
public record RawVersionPage(
    List<RawVersion> versions, @Nullable String nextKey, @Nullable String nextVersionId) {
  public RawVersionPage {
    versions = List.copyOf(versions);
  }
}
