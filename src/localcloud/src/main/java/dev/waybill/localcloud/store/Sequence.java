package dev.waybill.localcloud.store;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Generator of strictly increasing numbers that follow the clock. */
final class Sequence {
  private static final int BITS_PER_MILLISECOND = 20;

  private final Clock clock;
  private final AtomicLong last = new AtomicLong();

  Sequence(Clock clock) {
    this.clock = clock;
  }

  long next() {
    long floor = clock.millis() << BITS_PER_MILLISECOND;
    return last.updateAndGet(before -> Math.max(before + 1, floor));
  }

  void observe(long number) {
    last.accumulateAndGet(number, Math::max);
  }

  static String hex(long number) {
    return "%018X".formatted(number);
  }
}
