package dev.waybill.digest;

import dev.waybill.model.ObjectAttributes;
import dev.waybill.model.Received;
import java.time.Duration;
import java.time.Instant;

/**
 * Comparison of the time that a notification states with the time that S3 reports. S3 sends the
 * notification when the write ends; Last-Modified is the time at which the write began, which for
 * an upload in parts can be days before.
 */
final class EventTimes {
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(15);
  private static final Duration MAX_UPLOAD = Duration.ofDays(1);

  private EventTimes() {}

  /**
   * Returns the stage without the order that the notification states when S3 contradicts its time:
   * then S3 did not send it, and its sequencer is worth as little.
   */
  static Received compare(Received received, ObjectAttributes attributes) {
    Instant stated = received.eventTime();
    return stated == null || isPossible(stated, received.receivedAt(), attributes)
        ? received
        : received.withoutOrder();
  }

  private static boolean isPossible(Instant stated, Instant now, ObjectAttributes attributes) {
    Instant written = attributes.lastModified();
    boolean inParts = attributes.eTag().contains("-");
    return !stated.isBefore(written.minus(CLOCK_TOLERANCE))
        && !stated.isAfter(now.plus(CLOCK_TOLERANCE))
        && (inParts || !stated.isAfter(written.plus(MAX_UPLOAD)));
  }
}
