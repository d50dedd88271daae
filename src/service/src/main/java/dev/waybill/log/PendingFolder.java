package dev.waybill.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Folder of the pending batches of one process, which begins with the time. Delete markers of
 * removed batches stay for a day, and a listing that begins at a recent time does not read them.
 */
final class PendingFolder {
  /** Age of the batches that every listing finds. */
  private static final Duration RECENT = Duration.ofMinutes(20);

  private static final int MINUTES = 10;
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HH").withZone(ZoneOffset.UTC);

  private final String replica;
  private final Clock clock;

  /**
   * @param replica name that no other process has
   */
  PendingFolder(String replica, Clock clock) {
    this.replica = replica;
    this.clock = clock;
  }

  /** Returns the name of the folder, which changes every ten minutes. */
  String name() {
    return time(clock.instant()) + "-" + replica;
  }

  /** Returns the key after which a listing finds every batch of the last twenty minutes. */
  static String recent(Instant now) {
    return LogPaths.PENDING + time(now.minus(RECENT));
  }

  private static String time(Instant at) {
    int minute = at.atOffset(ZoneOffset.UTC).getMinute() / MINUTES * MINUTES;
    return HOUR.format(at) + (minute == 0 ? "00" : minute);
  }
}
