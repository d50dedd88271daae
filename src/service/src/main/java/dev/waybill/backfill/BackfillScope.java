package dev.waybill.backfill;

import dev.waybill.model.Purpose;
import dev.waybill.model.SkipReason;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decision which versions a backfill seals, and for what purpose.
 *
 * @param scopes the scopes of custody
 * @param before versions of a later time belong to the live traffic
 */
public record BackfillScope(CustodyScopes scopes, Instant before) {
  /** Label of delete markers, which have no bytes. */
  static final String DELETE_MARKER = "delete-marker";

  /** Label of versions of the live traffic. */
  static final String LATER = "written-later";

  /** Returns the label of a version that is not sealed; empty for one that is. */
  public Optional<String> excluded(
      String key, boolean isMarker, @Nullable Long size, @Nullable Instant lastModified) {
    if (isMarker) {
      return Optional.of(DELETE_MARKER);
    }
    if (key.endsWith("/") && size != null && size == 0) {
      return Optional.of(SkipReason.FOLDER_MARKER.label());
    }
    if (lastModified != null && lastModified.isAfter(before)) {
      return Optional.of(LATER);
    }
    Optional<RawSettings> scope = scopes.ofSource(bucket(), key);
    if (scope.filter(it -> it.isTemporary(key)).isPresent()) {
      return Optional.of(SkipReason.TEMPORARY_NAME.label());
    }
    return scope.filter(it -> it.isExcluded(key)).map(it -> SkipReason.EXCLUDED.label());
  }

  /** Returns the bucket whose objects are sealed. */
  public String bucket() {
    return scopes.first().bucket();
  }

  /** Returns true below a prefix of promoted objects. */
  boolean isInProcessed(String key) {
    return scopes.ofDestination(bucket(), key).isPresent();
  }

  /** Returns the purpose of an object. */
  public static Purpose purpose(CustodyScopes scopes, String key) {
    return scopes.ofSource(scopes.first().bucket(), key).isPresent()
        ? Purpose.BACKFILL_PROMOTE
        : Purpose.BACKFILL;
  }
}
