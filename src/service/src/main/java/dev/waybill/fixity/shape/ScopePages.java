package dev.waybill.fixity.shape;

import dev.waybill.settings.RawSettings;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Listing of both buckets of a scope, which its prefixes tell apart: promoted objects are in the
 * destination's bucket, everything else where objects arrive.
 *
 * @param scope scope of custody
 * @param source pages of the bucket in which objects arrive
 * @param destination pages of the bucket of promoted objects
 */
public record ScopePages(RawSettings scope, RawVersionPages source, RawVersionPages destination)
    implements RawVersionPages {
  /** Returns the listing of a scope, from the pages of each bucket. */
  public static ScopePages of(RawSettings scope, Function<String, RawVersionPages> pages) {
    return new ScopePages(
        scope, pages.apply(scope.bucket()), pages.apply(scope.destinationBucket()));
  }

  @Override
  public RawVersionPage page(String prefix, @Nullable String key, @Nullable String versionId) {
    RawVersionPages pages = prefix.startsWith(scope.processed()) ? destination : source;
    return pages.page(prefix, key, versionId);
  }
}
