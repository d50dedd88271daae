package dev.waybill.backfill;

import java.util.List;

/**
 * Unit of work. It is stored once, before it is handed out: whoever lists the range again finds it,
 * and continues behind it.
 *
 * @param name its name
 * @param versions the versions to seal
 * @param excluded the versions between the previous unit and the end of this one that need no seal
 * @param end position in the range behind the unit
 */
public record BackfillUnit(
    UnitName name, List<BackfillVersion> versions, VersionCounts excluded, RangePosition end) {
  /** Versions of a unit, unless one key has more. */
  public static final int MAX_VERSIONS = 256;

  public BackfillUnit {
    versions = List.copyOf(versions);
  }
}
