package dev.waybill.backfill;

import dev.waybill.fixity.shape.RawVersion;
import java.util.List;

/**
 * Next part of a range.
 *
 * @param versions its versions and delete markers, by key, all of each key together
 * @param end position behind the part
 */
record RangePart(List<RawVersion> versions, RangePosition end) {
  RangePart {
    versions = List.copyOf(versions);
  }
}
