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
 * Lets the consumer poll only while there is room for a whole batch.
 *
 * <p>A batch is handed to the workers' queue at once, so that the visibility of every message in it
 * is extended from the start and none expires behind a large object; therefore the limit has to be
 * kept here, before messages are taken, and not by a full queue after.
 */
public final class IntakeBackpressure implements PollingConsumerPollStrategy {
  private static final Logger LOG = LoggerFactory.getLogger(IntakeBackpressure.class);
  private static final int ROOM_CHECKS = 200;
  private static final long ROOM_CHECK_MILLIS = 5;
  private static final long DENIED_PAUSE_MILLIS = 500;
  private static final long FAILED_POLL_PAUSE_MILLIS = 1000;

  private final ThreadPoolExecutor workers;
  private final int limit;
  private final DenialCircuitBreaker denials;

  /**
   * @param limit messages in work beyond which nothing more is taken
   */
  public IntakeBackpressure(ThreadPoolExecutor workers, int limit, DenialCircuitBreaker denials) {
    this.workers = workers;
    this.limit = limit;
    this.denials = denials;
  }

  /** Messages in work. */
  public int inWork() {
    return workers.getQueue().size() + workers.getActiveCount();
  }

  @Override
  public boolean begin(Consumer consumer, Endpoint endpoint) {
    for (int check = 0; check < ROOM_CHECKS && inWork() >= limit; check++) {
      if (!paused(ROOM_CHECK_MILLIS)) {
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
    // Nothing to end: begin took nothing.
  }

  @Override
  public boolean rollback(Consumer consumer, Endpoint endpoint, int retries, Exception e) {
    // What is wrong with the credentials is told once, by whoever watches them.
    if (!(e instanceof UnusableCredentialsException)) {
      LOG.warn("the queue could not be polled: {}", e.getClass().getSimpleName());
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
