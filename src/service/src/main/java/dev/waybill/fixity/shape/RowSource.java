package dev.waybill.fixity.shape;

import dev.waybill.fixity.DrilledObjects;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.RawSettings;
import java.util.Optional;

/**
 * Maker of rows. For one thread.
 *
 * @param raw the scope of custody
 * @param hasher hashes of the run
 */
record RowSource(RawSettings raw, RowHasher hasher) {
  /** Returns the row of a version or delete marker that was listed below one of the prefixes. */
  ShapeRow listed(String prefix, RawVersion version, long page) {
    PlaceHash place =
        prefix.equals(raw.drills())
            ? hasher.apart(version.key())
            : hasher.place(version.key().substring(prefix.length()));
    return new ShapeRow(
        place.high(),
        place.low(),
        flags(prefix, version),
        version.size(),
        version.lastModified().getEpochSecond(),
        hasher.ofETag(version.eTag()),
        hasher.of(version.versionId()),
        page,
        0);
  }

  private int flags(String prefix, RawVersion version) {
    return (prefix.equals(raw.processed()) ? 0 : ShapeRow.SOURCE)
        | (version.marker() ? ShapeRow.MARKER : 0)
        | (version.latest() ? ShapeRow.LATEST : 0)
        | (version.isFolder() ? ShapeRow.FOLDER : 0);
  }

  /** Returns the row of an entry; empty for one that is outside of the listed prefixes. */
  Optional<ShapeRow> sealed(long index, LogEntry entry) {
    if (raw.isDrilled() && DrilledObjects.of(raw).has(entry)) {
      return Optional.of(drilled(index, entry));
    }
    return suffix(entry).map(it -> sealed(index, entry, it));
  }

  private ShapeRow drilled(long index, LogEntry entry) {
    PlaceHash place = hasher.apart(entry.version().key());
    return sealed(index, entry, place, ShapeRow.STAYS | ShapeRow.DRILLED);
  }

  /** Returns the key of an entry's version or copy without its prefix. */
  Optional<String> suffix(LogEntry entry) {
    String destination = entry.destinationKey();
    if (destination != null) {
      return entry.bucketOfCopy().equals(raw.destinationBucket())
          ? below(raw.processed(), destination)
          : Optional.empty();
    }
    ObjectVersion version = entry.version();
    if (isInPlace(entry)) {
      return below(raw.processed(), version.key());
    }
    return raw.isSource(version.bucket(), version.key())
        ? below(raw.incoming(), version.key())
        : Optional.empty();
  }

  /** A version that was sealed below the prefix of copies is compared as its own copy. */
  private boolean isInPlace(LogEntry entry) {
    return entry.destinationKey() == null
        && raw.isDestination(entry.version().bucket(), entry.version().key());
  }

  private static Optional<String> below(String prefix, String key) {
    return key.startsWith(prefix) ? Optional.of(key.substring(prefix.length())) : Optional.empty();
  }

  private ShapeRow sealed(long index, LogEntry entry, String suffix) {
    boolean isElsewhere = !entry.version().key().equals(raw.incoming() + suffix);
    return sealed(
        index,
        entry,
        hasher.place(suffix),
        (entry.destinationKey() == null && !isInPlace(entry) ? ShapeRow.STAYS : 0)
            | (isElsewhere ? ShapeRow.ELSEWHERE : 0));
  }

  private ShapeRow sealed(long index, LogEntry entry, PlaceHash place, int flags) {
    return new ShapeRow(
        place.high(),
        place.low(),
        ShapeRow.SEALED | flags,
        entry.size(),
        entry.sealedAt().getEpochSecond(),
        hasher.ofETag(entry.eTag()),
        hasher.of(entry.version().versionId()),
        index,
        hasher.of(entry.sha256().hex()));
  }
}
