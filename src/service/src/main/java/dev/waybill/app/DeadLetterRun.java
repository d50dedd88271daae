package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.Queue;
import dev.waybill.aws.SqsDeadLetters;
import dev.waybill.cli.DeadLetterService;
import dev.waybill.deadletter.DeadLetter;
import dev.waybill.deadletter.DeadLetterReader;
import dev.waybill.deadletter.Redrive;
import dev.waybill.settings.QueueSettings;
import dev.waybill.settings.Settings;
import dev.waybill.startup.QueueChecks;
import dev.waybill.startup.StartupException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Command {@code waybill dead-letters}. */
final class DeadLetterRun implements DeadLetterService {
  private final Function<Settings, AwsClients> clients;

  /**
   * @param clients creates the clients of one command, which are closed after it
   */
  DeadLetterRun(Function<Settings, AwsClients> clients) {
    this.clients = clients;
  }

  @Override
  public void list(Settings settings, Consumer<DeadLetter> listener) {
    try (AwsClients aws = clients.apply(settings)) {
      new DeadLetterReader(queues(aws, settings)).each(listener);
    }
  }

  @Override
  public Optional<DeadLetter> find(Settings settings, String id, Consumer<DeadLetter> progress) {
    try (AwsClients aws = clients.apply(settings)) {
      return new DeadLetterReader(queues(aws, settings)).find(id, progress);
    }
  }

  @Override
  public void redrive(
      Settings settings, @Nullable String reason, boolean dryRun, Redrive.Listener listener) {
    try (AwsClients aws = clients.apply(settings)) {
      new Redrive(queues(aws, settings), reason, dryRun).run(listener);
    }
  }

  private static SqsDeadLetters queues(AwsClients aws, Settings settings) {
    aws.identity();
    QueueSettings names = settings.queue();
    QueueChecks queues =
        QueueChecks.passed(
            names, QueueChecks.source(aws.sqs(), names), QueueChecks.dead(aws.sqs(), names));
    requireNoRedrive(names, queues.dead());
    return new SqsDeadLetters(aws.sqs(), queues.source(), queues.dead(), Clock.systemUTC());
  }

  /** SQS counts every reading as a delivery, and would move the message on after the last one. */
  private static void requireNoRedrive(QueueSettings names, Queue dead) {
    if (dead.deadLetterArn() != null) {
      throw StartupException.configuration(
          "waybill.dead-letter-queue: "
              + names.deadLetterName()
              + " has a redrive policy of its own, so that reading a message "
              + dead.maxReceiveCount()
              + " times would move it to "
              + dead.deadLetterArn()
              + "; remove RedrivePolicy from the dead-letter queue");
    }
  }
}
