package dev.waybill.settings;

import java.time.Duration;

/**
 * Queues of notifications, and the limits of the intake.
 *
 * @param name name or URL of the queue
 * @param deadLetterName name or URL of the dead-letter queue
 * @param inFlight limit of messages in work at the same time
 * @param workers threads that process messages
 * @param visibility time during which other consumers cannot see a received message
 * @param pollWait time that one poll waits for messages
 * @param denialPatience time over which the deliveries of a denied object are spread; zero for none
 */
public record QueueSettings(
    String name,
    String deadLetterName,
    int inFlight,
    int workers,
    Duration visibility,
    Duration pollWait,
    Duration denialPatience) {
  private static final Duration MIN_VISIBILITY = Duration.ofSeconds(2);
  private static final Duration MAX_VISIBILITY = Duration.ofHours(12);

  /** SQS counts the time of a visibility from the receipt. */
  private static final Duration PROCESSING_RESERVE = Duration.ofHours(1);

  private static final int MIN_POLLERS = 2;
  private static final int WORKERS_PER_POLLER = 32;

  /**
   * Accepts a shorter visibility than settings files, for tests that wait for redeliveries. Camel
   * extends the visibility after half of it, in whole seconds.
   *
   * @throws IllegalArgumentException when a value is outside the limits of SQS or of the intake, or
   *     when both queues are the same
   */
  public QueueSettings {
    ProcessingDeclarations.QUEUE.check(name);
    ProcessingDeclarations.DEAD_LETTER_QUEUE.check(deadLetterName);
    InvalidSettingException.unless(
        !name.equals(deadLetterName),
        ProcessingDeclarations.DEAD_LETTER_QUEUE.key(),
        "must differ from " + ProcessingDeclarations.QUEUE.key());
    ProcessingDeclarations.IN_FLIGHT.check(inFlight);
    ProcessingDeclarations.WORKERS.check(workers);
    InvalidSettingException.unless(
        visibility.compareTo(MIN_VISIBILITY) >= 0 && visibility.compareTo(MAX_VISIBILITY) <= 0,
        ProcessingDeclarations.VISIBILITY.key(),
        "must be at least 2s and at most 12h");
    ProcessingDeclarations.POLL_WAIT.check(pollWait);
    ProcessingDeclarations.DENIAL_PATIENCE.check(denialPatience);
  }

  /**
   * Returns the pause between two deliveries of a denied object; zero for the visibility timeout.
   *
   * @param deliveries the number of deliveries that the queue allows
   */
  public Duration denialPause(int deliveries) {
    if (denialPatience.isZero()) {
      return Duration.ZERO;
    }
    Duration pause = denialPatience.dividedBy(Math.max(1, deliveries - 1));
    Duration longest = MAX_VISIBILITY.minus(PROCESSING_RESERVE);
    return pause.compareTo(longest) > 0
        ? longest
        : pause.compareTo(visibility) < 0 ? visibility : pause;
  }

  /**
   * Returns the number of concurrent polls. One poll takes two calls and brings ten messages;
   * thirty-two workers process fewer than ten messages in that time.
   */
  public int pollers() {
    return Math.max(MIN_POLLERS, workers / WORKERS_PER_POLLER);
  }
}
