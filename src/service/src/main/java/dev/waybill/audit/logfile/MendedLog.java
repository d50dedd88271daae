package dev.waybill.audit.logfile;

import dev.waybill.audit.Window;
import dev.waybill.audit.run.InspectedLogs.MendedFile;
import java.time.Instant;

/**
 * Log file that queries read again, or whose copy holds other records than before.
 *
 * @param at time at which this was found; unique within a state
 * @param from earliest event to judge
 * @param until latest event to judge
 * @param readable whether the file itself is readable
 * @param reported whether the end of its finding was reported
 */
public record MendedLog(
    String uri,
    String day,
    Instant at,
    Instant from,
    Instant until,
    boolean readable,
    boolean reported) {
  MendedLog asReported() {
    return new MendedLog(uri, day, at, from, until, readable, true);
  }

  MendedFile span() {
    Instant end = until.plusMillis(1);
    Instant filed = LogDays.end(day).minusMillis(1);
    return new MendedFile(at, new Window(from, end, filed.isBefore(end) ? end : filed));
  }
}
