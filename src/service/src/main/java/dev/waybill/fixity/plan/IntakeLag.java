package dev.waybill.fixity.plan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Time that notifications wait for intake. All replicas take from one queue, so the wait of those
 * that this replica takes is that of all. A replica that takes none asks the queue: while messages
 * wait there, they wait for at least as long as it has seen them. Thread-safe.
 */
public final class IntakeLag implements Supplier<Duration> {
  private static final Logger LOG = LoggerFactory.getLogger(IntakeLag.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(15);

  private final Supplier<Optional<Duration>> wait;
  private final Supplier<OptionalLong> depth;
  private final Clock clock;
  private @Nullable Instant looked;
  private @Nullable Instant waitingSince;

  /**
   * @param wait time that the last notification of this replica has waited; empty when none was
   *     received lately
   * @param depth number of messages that wait in the queue; empty when it is not known; may throw
   */
  public IntakeLag(Supplier<Optional<Duration>> wait, Supplier<OptionalLong> depth, Clock clock) {
    this.wait = wait;
    this.depth = depth;
    this.clock = clock;
  }

  @Override
  public synchronized Duration get() {
    Optional<Duration> own = wait.get();
    if (own.isPresent()) {
      waitingSince = null;
      return own.get();
    }
    Instant now = clock.instant();
    if (looked == null || Duration.between(looked, now).abs().compareTo(LOOK_EVERY) >= 0) {
      looked = now;
      look(now);
    }
    return waitingSince == null || waitingSince.isAfter(now)
        ? Duration.ZERO
        : Duration.between(waitingSince, now);
  }

  /** Asks the queue; a number that is not known changes nothing. */
  private void look(Instant now) {
    try {
      OptionalLong messages = depth.get();
      if (messages.isPresent() && messages.getAsLong() == 0) {
        waitingSince = null;
      } else if (messages.isPresent() && waitingSince == null) {
        waitingSince = now;
      }
    } catch (RuntimeException e) {
      LOG.debug("the messages that wait for intake were not counted", e);
    }
  }
}
