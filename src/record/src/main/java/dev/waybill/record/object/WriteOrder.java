package dev.waybill.record.object;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Position of a write among the writes of one key. S3's own time decides. The fields of the
 * notification, which every principal that may send to the queue can forge, decide only between
 * writes of the same second.
 *
 * @param lastModified the time of the write as S3 reported it, or null
 * @param sequencer the position that the notification stated, or null
 * @param eventTime the time that the notification stated, or null
 */
public record WriteOrder(
    @Nullable Instant lastModified, @Nullable Sequencer sequencer, @Nullable Instant eventTime) {
  /**
   * Returns a negative number, zero or a positive number as this write is older than the other one,
   * in no known order with it, or newer.
   */
  public int compareWith(WriteOrder other) {
    int order = compareByS3(other);
    if (order == 0 && sequencer != null && other.sequencer != null) {
      order = sequencer.compareTo(other.sequencer);
    }
    if (order == 0 && eventTime != null && other.eventTime != null) {
      order = eventTime.compareTo(other.eventTime);
    }
    return order;
  }

  /** Compares the times that S3 reported, which have whole seconds; zero when one is missing. */
  public int compareByS3(WriteOrder other) {
    return lastModified == null || other.lastModified == null
        ? 0
        : seconds(lastModified).compareTo(seconds(other.lastModified));
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
