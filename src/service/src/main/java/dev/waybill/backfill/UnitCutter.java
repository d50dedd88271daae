package dev.waybill.backfill;

import dev.waybill.fixity.shape.RawVersion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Cut of a part of a range into units, of which each ends between two keys. */
final class UnitCutter {
  private final BackfillScope scope;

  UnitCutter(BackfillScope scope) {
    this.scope = scope;
  }

  /**
   * Piece of a part. It becomes a unit, or only counts when it has no version to seal.
   *
   * @param versions the versions to seal
   * @param excluded the other versions
   * @param end position behind the piece
   */
  record Piece(List<BackfillVersion> versions, VersionCounts excluded, RangePosition end) {}

  /** Returns the pieces in their order; together they are the part. */
  List<Piece> cut(RangePart part) {
    List<Piece> pieces = new ArrayList<>();
    List<BackfillVersion> versions = new ArrayList<>();
    TreeMap<String, Long> excluded = new TreeMap<>();
    Iterator<RawVersion> rest = part.versions().iterator();
    String last = null;
    while (rest.hasNext()) {
      RawVersion next = rest.next();
      if (versions.size() >= BackfillUnit.MAX_VERSIONS && isOther(last, next)) {
        pieces.add(
            new Piece(
                List.copyOf(versions), VersionCounts.of(excluded), RangePosition.after(last)));
        versions.clear();
        excluded.clear();
      }
      scope
          .excluded(next.key(), next.marker(), next.size(), next.lastModified())
          .ifPresentOrElse(
              label -> excluded.merge(label, 1L, Long::sum), () -> versions.add(version(next)));
      last = next.key();
    }
    pieces.add(new Piece(List.copyOf(versions), VersionCounts.of(excluded), part.end()));
    return pieces;
  }

  private static boolean isOther(@Nullable String last, RawVersion next) {
    return last != null && !last.equals(next.key());
  }

  private static BackfillVersion version(RawVersion version) {
    return new BackfillVersion(
        version.key(), version.versionId(), version.size(), version.eTag(), version.lastModified());
  }
}
