package dev.waybill.audit.logfile;

import java.time.Instant;

/**
 * Log file that queries leave out.
 *
 * @param since time at which the damage was found first
 * @param sha256 digest of its bytes in hex; empty when they were not read
 * @param copy location of the copy of its readable records; empty for none
 * @param reported whether its finding was reported
 */
public record UnreadFile(
    LogObject object,
    Instant since,
    String sha256,
    LogFileContent content,
    String copy,
    boolean reported) {
  UnreadFile asReported() {
    return new UnreadFile(object, since, sha256, content, copy, true);
  }

  /** Returns the earliest time of an event that the file may hold. */
  Instant from() {
    Instant day = LogDays.start(object.partition().day());
    Instant from = content.from();
    return from != null && from.isBefore(day) ? from : day.minus(LogDays.MAX_DELAY);
  }

  /** Returns whether queries judge all of its records. A file without any may have had some. */
  boolean isJudgedWhole() {
    return content.isWhole() && content.records() > 0;
  }

  boolean isDenied() {
    return content.faults().containsKey(LogFault.DENIED);
  }
}
