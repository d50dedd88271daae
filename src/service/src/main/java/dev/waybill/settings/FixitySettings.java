package dev.waybill.settings;

import java.time.Duration;

/**
 * Promise and budget of re-verification.
 *
 * @param enabled true when everything sealed is read again; false without the log of records, which
 *     names what there is
 * @param queue name or URL of the queue of ranges
 * @param every time within which every sealed version is read
 * @param glance time from one listing of the raw bucket to the next; zero for none
 * @param bytesPerSecond budget of bytes a second, of all replicas together
 * @param requestsPerSecond budget of requests a second, of all replicas together
 * @param dollarsPerDay budget of US dollars a day
 * @param workers objects that one replica reads at the same time
 * @param yieldAfter age of the oldest waiting notification above which the rate falls
 */
public record FixitySettings(
    boolean enabled,
    String queue,
    Duration every,
    Duration glance,
    long bytesPerSecond,
    int requestsPerSecond,
    int dollarsPerDay,
    int workers,
    Duration yieldAfter) {
  /** A slower read is taken for one that hangs. */
  private static final long BYTES_OF_WORKER = Units.MIB;

  /**
   * @throws IllegalArgumentException when a value is outside its bounds
   */
  public FixitySettings {
    FixityDeclarations.QUEUE.check(queue);
    FixityDeclarations.EVERY.check(every);
    FixityDeclarations.GLANCE.check(glance);
    FixityDeclarations.BYTES_PER_SECOND.check(bytesPerSecond);
    FixityDeclarations.REQUESTS_PER_SECOND.check(requestsPerSecond);
    FixityDeclarations.DOLLARS_PER_DAY.check(dollarsPerDay);
    FixityDeclarations.WORKERS.check(workers);
    FixityDeclarations.YIELD_AFTER.check(yieldAfter);
    InvalidSettingException.unless(
        bytesPerSecond >= workers * BYTES_OF_WORKER,
        FixityDeclarations.BYTES_PER_SECOND.key(),
        "must be at least 1MiB for each of " + FixityDeclarations.WORKERS.key());
  }

  /** Rejects a queue that has another use. */
  void requireApartFrom(QueueSettings intake) {
    InvalidSettingException.unless(
        !queue.equals(intake.name()) && !queue.equals(intake.deadLetterName()),
        FixityDeclarations.QUEUE.key(),
        "must differ from "
            + ProcessingDeclarations.QUEUE.key()
            + " and "
            + ProcessingDeclarations.DEAD_LETTER_QUEUE.key());
  }
}
