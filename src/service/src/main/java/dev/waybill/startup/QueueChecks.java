package dev.waybill.startup;

import dev.waybill.aws.Queue;
import dev.waybill.settings.BackfillSettings;
import dev.waybill.settings.FixitySettings;
import dev.waybill.settings.QueueSettings;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Source queue and dead-letter queue, checked to belong together.
 *
 * @param source the queue that S3 notifies
 * @param dead the queue for messages that cannot be processed, from the redrive policy or Waybill
 */
public record QueueChecks(Queue source, Queue dead) {
  private static final String SOURCE = "waybill.queue";
  private static final Logger LOG = LoggerFactory.getLogger(QueueChecks.class);
  private static final String BACKFILL = "waybill.backfill.queue";
  private static final String FIXITY = "waybill.fixity.queue";
  private static final String DEAD = "waybill.dead-letter-queue";

  /** Finds the source queue. */
  public static Queue source(SqsClient sqs, QueueSettings settings) {
    return find(sqs, settings.name(), SOURCE);
  }

  /** Finds the dead-letter queue. */
  public static Queue dead(SqsClient sqs, QueueSettings settings) {
    return find(sqs, settings.deadLetterName(), DEAD);
  }

  /** Finds the queue of re-verification; empty when it is switched off. */
  public static Optional<Queue> fixity(SqsClient sqs, FixitySettings settings) {
    return settings.enabled() ? Optional.of(findFixity(sqs, settings.queue())) : Optional.empty();
  }

  /** Finds the queue of backfills; empty when there is none, as before the baseline made it. */
  public static Optional<Queue> backfill(SqsClient sqs, BackfillSettings settings) {
    try {
      return Optional.of(Queue.find(sqs, settings.queue()));
    } catch (QueueDoesNotExistException e) {
      LOG.warn(
          "{}: there is no queue {}, so that nothing is sealed that was there before; waybill"
              + " baseline apply creates it",
          BACKFILL,
          settings.queue());
      return Optional.empty();
    }
  }

  /** Returns the pair; rejects one in which a message could disappear. */
  public static QueueChecks passed(QueueSettings settings, Queue source, Queue dead) {
    requireRedrive(settings, source, dead);
    return new QueueChecks(source, dead);
  }

  private static Queue findFixity(SqsClient sqs, String name) {
    try {
      return Queue.find(sqs, name);
    } catch (QueueDoesNotExistException e) {
      throw StartupException.configuration(
          FIXITY
              + ": there is no queue "
              + name
              + "; run waybill baseline apply, which creates it, name the one that exists, or set"
              + " waybill.fixity.enabled=false, so that nothing is read again",
          e);
    }
  }

  private static Queue find(SqsClient sqs, String name, String setting) {
    try {
      return Queue.find(sqs, name);
    } catch (QueueDoesNotExistException e) {
      throw StartupException.configuration(
          setting + ": there is no queue " + name + "; create it, or name the one that exists", e);
    }
  }

  static void requireRedrive(QueueSettings settings, Queue source, Queue dead) {
    if (source.url().equals(dead.url())) {
      throw StartupException.configuration(
          DEAD
              + ": "
              + settings.deadLetterName()
              + " is waybill.queue itself, so rejected messages would be received again; name"
              + " another");
    }
    String target = source.deadLetterArn();
    if (target == null) {
      throw StartupException.configuration(
          SOURCE
              + ": "
              + settings.name()
              + " has no redrive policy, so failed messages would expire unnoticed; set"
              + " RedrivePolicy to {\"deadLetterTargetArn\":\""
              + dead.arn()
              + "\",\"maxReceiveCount\":\"5\"}");
    }
    if (!target.equals(dead.arn())) {
      throw StartupException.configuration(
          DEAD
              + ": "
              + settings.deadLetterName()
              + " is "
              + dead.arn()
              + ", but the redrive policy of "
              + settings.name()
              + " names "
              + target
              + "; name that one, or change the policy");
    }
  }
}
