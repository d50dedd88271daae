package dev.waybill.log.check;

import java.time.Duration;

/**
 * Times of the watch.
 *
 * @param wholeCheckWithin time within which the whole log is read
 * @param lateAfter age of the newest checkpoint at which it is late
 */
public record WatchSettings(Duration wholeCheckWithin, Duration lateAfter) {
  WholeLogRotation rotation() {
    return new WholeLogRotation(wholeCheckWithin);
  }
}
