package dev.waybill.fixity.plan;

import dev.waybill.fixity.Examination;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;

/** Listener for the examinations of a cycle, which may state what a drill did. */
@FunctionalInterface
public interface DrillListener {
  /** Listener of a service without drills. */
  DrillListener NONE = (examination, entry, now) -> {};

  /**
   * Receives an examination.
   *
   * @throws RuntimeException when the store cannot be reached; the next run repeats it
   */
  void examined(Examination examination, LogEntry entry, Instant now);
}
