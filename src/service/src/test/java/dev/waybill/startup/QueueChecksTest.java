package dev.waybill.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.aws.Queue;
import dev.waybill.settings.QueueSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class QueueChecksTest {
  private static final QueueSettings SETTINGS =
      new QueueSettings(
          "events", "dead", 10, 1, Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO);
  private static final Queue DEAD = new Queue("http://q/dead", "arn:dead", 5, null);

  @Test
  void acceptsQueueThatRedrivesToTheConfiguredOne() {
    assertThatCode(() -> check("http://q/events", "arn:dead", DEAD)).doesNotThrowAnyException();
  }

  @Test
  void rejectsQueueThatIsItsOwnDeadLetterQueue() {
    assertRejected(
        "http://q/dead", "arn:dead", "waybill.dead-letter-queue: dead is waybill.queue itself");
  }

  @Test
  void rejectsQueueWithoutRedrivePolicyAndNamesThePolicyToSet() {
    assertRejected(
        "http://q/events",
        null,
        "waybill.queue: events has no redrive policy, so failed messages would expire unnoticed;"
            + " set RedrivePolicy to"
            + " {\"deadLetterTargetArn\":\"arn:dead\",\"maxReceiveCount\":\"5\"}");
  }

  @Test
  void rejectsQueueThatRedrivesElsewhereAndNamesBothQueues() {
    assertRejected(
        "http://q/events",
        "arn:other",
        "waybill.dead-letter-queue: dead is arn:dead, but the redrive policy of events names"
            + " arn:other");
  }

  private static void assertRejected(String url, String target, String message) {
    assertThatThrownBy(() -> check(url, target, DEAD))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith(message);
  }

  private static void check(String url, String target, Queue dead) {
    QueueChecks.requireRedrive(SETTINGS, new Queue(url, "arn:events", 5, target), dead);
  }
}
