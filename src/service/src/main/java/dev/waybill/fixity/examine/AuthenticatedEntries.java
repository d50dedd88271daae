package dev.waybill.fixity.examine;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.log.check.VerifiedLogReader;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.LogEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries of the log, whose checkpoint is read again once a minute, more often with a short period
 * of re-verification, and when the log has to grow.
 */
public final class AuthenticatedEntries implements LoggedEntries {
  private static final Duration MAX_AGE = Duration.ofMinutes(1);
  private static final int PARTS_OF_PERIOD = 20;

  private final VerifiedLogReader log;
  private final Duration maxAge;
  private final Clock clock;
  private @Nullable Instant read;

  /**
   * @param every period of re-verification, so that new entries are known early in it
   */
  public AuthenticatedEntries(VerifiedLogReader log, Duration every, Clock clock) {
    this.log = log;
    Duration part = every.dividedBy(PARTS_OF_PERIOD);
    maxAge = part.compareTo(MAX_AGE) < 0 ? part : MAX_AGE;
    this.clock = clock;
  }

  @Override
  public synchronized long size() {
    Instant now = clock.instant();
    if (read == null || !read.plus(maxAge).isAfter(now)) {
      refresh(now);
    }
    return log.size();
  }

  @Override
  public synchronized boolean has(TileRange range) {
    if (range.to() > size()) {
      refresh(clock.instant());
    }
    return range.to() <= log.size();
  }

  @Override
  public synchronized List<LogEntry> read(TileRange range) {
    if (range.to() > log.size()) {
      refresh(clock.instant());
    }
    return log.read(range.tile(), range.width());
  }

  /**
   * Returns the checkpoint of the log when it had a size.
   *
   * @throws RuntimeException when the log has never had that size, or cannot be read
   */
  public synchronized Checkpoint checkpoint(long size) {
    if (size > log.size()) {
      refresh(clock.instant());
    }
    return log.checkpoint(size);
  }

  /**
   * Returns the time at which the store received the checkpoint that was read last; the epoch for a
   * log that has none yet. Everything sealed shortly before that time is in the log.
   */
  public synchronized Instant publishedAt() {
    return log.publishedAt();
  }

  private void refresh(Instant now) {
    log.refresh();
    read = now;
  }
}
