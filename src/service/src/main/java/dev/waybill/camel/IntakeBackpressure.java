package dev.waybill.camel;

import dev.waybill.aws.identity.UnusableCredentialsException;
import dev.waybill.intake.DenialCircuitBreaker;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Poll strategy that polls only while fewer messages than the limit are in work.
 *
 * <p>A batch is handed to the workers' queue at once, so that the visibility of each of its
 * messages is extended from the start and none expires behind a large object. The limit is
 * therefore enforced here, before messages are received, and not by a full queue afterwards.
 */
public final class IntakeBackpressure implements PollingConsumerPollStrategy {
  private static final Logger LOG = LoggerFactory.getLogger(IntakeBackpressure.class);
  private static final int MAX_CHECKS = 200;
  private static final long CHECK_INTERVAL_MILLIS = 5;
  private static final long DENIED_PAUSE_MILLIS = 500;
  private static final long FAILED_POLL_PAUSE_MILLIS = 1000;

  private final ThreadPoolExecutor workers;
  private final int limit;
  private final DenialCircuitBreaker denials;

  /**
   * @param workers the pool that works on messages
   * @param limit the number of messages in work at which polling stops
   * @param denials the circuit breaker that pauses polling while everything is denied
   */
  public IntakeBackpressure(ThreadPoolExecutor workers, int limit, DenialCircuitBreaker denials) {
    this.workers = workers;
    this.limit = limit;
    this.denials = denials;
  }

  /** Returns the number of messages in work. */
  public int inWork() {
    return workers.getQueue().size() + workers.getActiveCount();
  }

  @Override
  public boolean begin(Consumer consumer, Endpoint endpoint) {
    for (int check = 0; check < MAX_CHECKS && inWork() >= limit; check++) {
      if (!paused(CHECK_INTERVAL_MILLIS)) {
        return false;
      }
    }
    if (!denials.mayPoll()) {
      paused(DENIED_PAUSE_MILLIS);
      return false;
    }
    return inWork() < limit;
  }

  @Override
  public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
    // Nothing to do: begin reserves nothing.
  }

  @Override
  public boolean rollback(Consumer consumer, Endpoint endpoint, int retries, Exception e) {
    // VerifiedCredentials logs problems of the credentials, once each.
    if (!(e instanceof UnusableCredentialsException)) {
      LOG.warn("polling the queue failed: {}", e.getClass().getSimpleName());
    }
    paused(FAILED_POLL_PAUSE_MILLIS);
    return false;
  }

  private static boolean paused(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
