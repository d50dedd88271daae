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

/** Entries of the log, whose checkpoint is read again once a minute or when the log has to grow. */
public final class AuthenticatedEntries implements LoggedEntries {
  private static final Duration MAX_AGE = Duration.ofMinutes(1);

  private final VerifiedLogReader log;
  private final Clock clock;
  private @Nullable Instant read;

  public AuthenticatedEntries(VerifiedLogReader log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public synchronized long size() {
    Instant now = clock.instant();
    if (read == null || !read.plus(MAX_AGE).isAfter(now)) {
      refresh(now);
    }
    return log.size();
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

  private void refresh(Instant now) {
    log.refresh();
    read = now;
  }
}
