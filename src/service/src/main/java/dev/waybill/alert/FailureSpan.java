package dev.waybill.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Span of failures of repeated work, which is reported once it lasts, and again while it goes on.
 * Not safe for use by several threads.
 */
public final class FailureSpan {
  private static final Duration REPEAT_INTERVAL = Duration.ofHours(1);

  private final Duration reportedAfter;
  private @Nullable Instant failingSince;
  private @Nullable Instant reportedAt;

  /**
   * @param reportedAfter time without a success after which failures are reported
   */
  public FailureSpan(Duration reportedAfter) {
    this.reportedAfter = reportedAfter;
  }

  /**
   * Takes a failure.
   *
   * @return begin of the failures when they are to be reported now
   */
  public Optional<Instant> failed(Instant now) {
    Instant since = failingSince == null ? now : failingSince;
    failingSince = since;
    boolean isDue =
        reportedAt == null
            ? !since.plus(reportedAfter).isAfter(now)
            : !reportedAt.plus(REPEAT_INTERVAL).isAfter(now);
    if (!isDue) {
      return Optional.empty();
    }
    reportedAt = now;
    return Optional.of(since);
  }

  /**
   * Takes a success.
   *
   * @return true when the failures that it ends were reported
   */
  public boolean succeeded() {
    boolean wasReported = reportedAt != null;
    failingSince = null;
    reportedAt = null;
    return wasReported;
  }
}
