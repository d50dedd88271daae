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
 * @param requests number of requests to S3 that the reader made for records and objects meanwhile;
 *     0 when it is not known
 * @param examinations one for each entry, in their order
 */
public record TileResult(
    TileTask task,
    String reader,
    Instant began,
    Instant ended,
    long requests,
    List<Examination> examinations) {
  public TileResult {
    if (requests < 0) {
      throw new IllegalArgumentException("a number of requests is not negative");
    }
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

  /** Creates a result whose number of requests is not known. */
  public TileResult(
      TileTask task, String reader, Instant began, Instant ended, List<Examination> examinations) {
    this(task, reader, began, ended, 0, examinations);
  }

  /** Returns the result with a number of requests. */
  public TileResult with(long number) {
    return new TileResult(task, reader, began, ended, number, examinations);
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
