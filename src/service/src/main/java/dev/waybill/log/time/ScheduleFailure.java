package dev.waybill.log.time;

import dev.waybill.record.log.InvalidLogException;

/** Text of the reason of a failure, for logs and findings. */
final class ScheduleFailure {
  private static final int MAX_LENGTH = 300;

  private ScheduleFailure() {}

  /**
   * Returns a named failure's message, and the class of any other, whose message may be anything.
   */
  static String of(RuntimeException e) {
    if (e instanceof TimestampException || e instanceof InvalidLogException) {
      String line = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " ");
      return line.substring(0, Math.min(line.length(), MAX_LENGTH));
    }
    return e.getClass().getSimpleName();
  }
}
