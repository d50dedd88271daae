package dev.waybill.fixity;

import java.time.Instant;
import java.util.List;

/**
 * Result of one unit of work, written once as an object below {@code fixity/result/}.
 *
 * @param task the unit of work
 * @param reader name of the process that examined them
 * @param began time at which the work began
 * @param ended time at which the work ended
 * @param examinations one for each entry, in their order
 */
public record TileResult(
    TileTask task, String reader, Instant began, Instant ended, List<Examination> examinations) {
  public TileResult {
    examinations = List.copyOf(examinations);
    if (examinations.size() != task.range().width()) {
      throw new IllegalArgumentException(
          examinations.size() + " results for " + task.range().width() + " entries");
    }
    for (int at = 0; at < examinations.size(); at++) {
      if (examinations.get(at).index() != task.range().from() + at) {
        throw new IllegalArgumentException("the results are not in the order of the entries");
      }
    }
  }

  /** Returns the cycle that the result counts for. */
  public CycleId cycle() {
    return task.cycle();
  }

  /** Returns the entries. */
  public TileRange range() {
    return task.range();
  }
}
