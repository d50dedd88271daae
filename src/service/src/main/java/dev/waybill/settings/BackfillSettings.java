package dev.waybill.settings;

/**
 * Queue and limits of backfills.
 *
 * @param queue name or URL of the queue of units
 * @param versionsPerSecond versions that all replicas together seal in a second
 * @param workers versions that one replica seals at the same time
 */
public record BackfillSettings(String queue, int versionsPerSecond, int workers) {
  /**
   * @throws IllegalArgumentException when a value is outside its bounds
   */
  public BackfillSettings {
    BackfillDeclarations.QUEUE.check(queue);
    BackfillDeclarations.RATE.check(versionsPerSecond);
    BackfillDeclarations.WORKERS.check(workers);
  }

  /** Rejects a queue that has another use. */
  void requireApartFrom(QueueSettings intake, FixitySettings fixity) {
    InvalidSettingException.unless(
        !queue.equals(intake.name())
            && !queue.equals(intake.deadLetterName())
            && !queue.equals(fixity.queue()),
        BackfillDeclarations.QUEUE.key(),
        "must differ from "
            + ProcessingDeclarations.QUEUE.key()
            + ", "
            + ProcessingDeclarations.DEAD_LETTER_QUEUE.key()
            + " and "
            + FixityDeclarations.QUEUE.key());
  }
}
