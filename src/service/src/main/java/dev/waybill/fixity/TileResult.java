package dev.waybill.fixity;

import java.time.Instant;
import java.util.List;

/**
 * Result of one unit of work, written once as an object below {@code fixity/result/}.
 *
 * @param cycle the cycle that it counts for
 * @param range the entries
 * @param reader name of the process that examined them
 * @param began time at which the work began
 * @param ended time at which the work ended
 * @param examinations one for each entry, in their order
 */
public record TileResult(
    CycleId cycle,
    TileRange range,
    String reader,
    Instant began,
    Instant ended,
    List<Examination> examinations) {
  public TileResult {
    examinations = List.copyOf(examinations);
    if (examinations.size() != range.width()) {
      throw new IllegalArgumentException(
          examinations.size() + " results for " + range.width() + " entries");
    }
    for (int at = 0; at < examinations.size(); at++) {
      if (examinations.get(at).index() != range.from() + at) {
        throw new IllegalArgumentException("the results are not in the order of the entries");
      }
    }
  }
}
