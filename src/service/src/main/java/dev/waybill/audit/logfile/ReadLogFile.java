package dev.waybill.audit.logfile;

import java.time.Instant;

/**
 * Version of a log file that was read.
 *
 * @param sha256 digest of its bytes in hex; empty when they were not read
 * @param copy location of the copy of its readable records; empty for none
 */
record ReadLogFile(LogObject object, LogFileContent content, String sha256, String copy) {
  boolean isDenied() {
    return content.faults().containsKey(LogFault.DENIED);
  }

  UnreadFile unread(Instant since) {
    return new UnreadFile(object, since, sha256, content, copy, false);
  }

  /** Returns what there is to judge again, which a file that was not read has not told before. */
  MendedLog mended(UnreadFile before, Instant at) {
    String day = object.partition().day();
    Instant from = content.from();
    Instant until = content.until();
    return new MendedLog(
        object.uri(),
        day,
        at,
        from == null ? before.from() : earlier(from, before.from()),
        until == null ? LogDays.end(day) : until,
        content.isRegular(),
        !content.isRegular());
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
