package dev.waybill.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Clock that runs as the system's, and that a test puts forward. */
final class ShiftedClock extends Clock {
  private volatile Duration shift = Duration.ZERO;

  synchronized void forward(Duration time) {
    shift = shift.plus(time);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(shift);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(Clock.system(zone), shift);
  }
}
