package dev.waybill.canary;

import dev.waybill.canary.CanaryQueue.Backlog;
import dev.waybill.canary.CanaryQueue.DeadLetterSearch;
import dev.waybill.settings.RawSettings;
import java.util.Optional;

/**
 * Diagnosis of a canary that is not sealed: its notification was never sent, is waiting in the
 * queue, or is in the dead-letter queue.
 */
public final class UnsealedCauses {
  private final CanaryQueue queue;
  private final RawSettings raw;
  private final String queueName;

  /**
   * @param queue queue of the service
   * @param raw test prefix of every bucket
   * @param queueName name of the queue in the settings
   */
  public UnsealedCauses(CanaryQueue queue, RawSettings raw, String queueName) {
    this.queue = queue;
    this.raw = raw;
    this.queueName = queueName;
  }

  /**
   * Returns the first cause that applies.
   *
   * @throws RuntimeException when the queue or the bucket's configuration cannot be read
   */
  public Cause find(Canary canary) {
    String arn = queue.arn();
    DeadLetterSearch deadLetters = queue.searchDeadLetters(canary.key());
    return deadLettered(deadLetters)
        .or(() -> unconfigured(canary.bucket(), arn))
        .or(this::waiting)
        .orElseGet(() -> lost(arn, deadLetters.complete()));
  }

  private static Optional<Cause> deadLettered(DeadLetterSearch deadLetters) {
    return deadLetters
        .reason()
        .map(
            reason ->
                new Cause(
                    Step.SEALED,
                    "its notification is in the dead-letter queue"
                        + (reason.isEmpty() ? "" : ": " + reason),
                    "see the reason in docs/reference/outcomes.md, fix it, then run waybill dead-letters"
                        + " redrive"));
  }

  private Optional<Cause> unconfigured(String bucket, String arn) {
    String test = raw.test();
    if (queue.isConfigured(bucket, test, arn)) {
      return Optional.empty();
    }
    return Optional.of(
        new Cause(
            Step.NOTIFIED,
            "the notification configuration of "
                + bucket
                + " sends nothing of "
                + test
                + " to "
                + queueName,
            "send s3:ObjectCreated:* of " + test + " to " + arn + " (waybill baseline apply)"));
  }

  private Optional<Cause> waiting() {
    Backlog backlog = queue.backlog();
    if (backlog.waiting() == 0 && backlog.inFlight() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        backlog.inFlight() == 0
            ? new Cause(
                Step.NOTIFIED,
                "no consumer receives from "
                    + queueName
                    + "; messages waiting: "
                    + backlog.waiting(),
                "start the service (waybill run), or find out why it is not ready")
            : new Cause(
                Step.NOTIFIED,
                "the service is slow or fails; messages waiting: "
                    + backlog.waiting()
                    + ", in flight: "
                    + backlog.inFlight(),
                "check its log and waybill_retries_total; add workers or instances"));
  }

  private static Cause lost(String arn, boolean searchedAll) {
    return new Cause(
        Step.NOTIFIED,
        searchedAll
            ? "its notification is neither in the queue nor in the dead-letter queue"
            : "its notification is not in the queue; whether it is in the dead-letter queue cannot"
                + " be told, because that queue holds more messages than were searched",
        "allow S3 to send to "
            + arn
            + " in the queue's policy (waybill baseline check), and find out which other consumer"
            + " receives from it");
  }
}
