package dev.waybill.backfill;

import dev.waybill.model.Purpose;
import dev.waybill.model.SkipReason;
import dev.waybill.settings.RawSettings;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decision which versions a backfill seals, and for what purpose.
 *
 * @param raw the raw bucket
 * @param before versions of a later time belong to the live traffic
 */
public record BackfillScope(RawSettings raw, Instant before) {
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
    return key.startsWith(raw.incoming())
            && raw.temporary().match(key.substring(raw.incoming().length()))
        ? Optional.of(SkipReason.TEMPORARY_NAME.label())
        : Optional.empty();
  }

  /** Returns the purpose of an object. */
  public static Purpose purpose(RawSettings raw, String key) {
    return key.startsWith(raw.incoming()) ? Purpose.BACKFILL_PROMOTE : Purpose.BACKFILL;
  }
}
