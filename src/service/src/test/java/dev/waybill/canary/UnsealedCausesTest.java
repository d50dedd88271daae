package dev.waybill.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.settings.RawSettings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UnsealedCausesTest {
  private final ScriptedQueue queue = new ScriptedQueue();
  private final UnsealedCauses causes =
      new UnsealedCauses(
          queue, new RawSettings("raw", "incoming/", "processed/", "test/"), "events");

  @Test
  void reportsADeadLetteredNotificationWithItsReason() {
    queue.deadLetterReason = Optional.of("too-large");

    assertThat(find(Step.SEALED))
        .isEqualTo("its notification is in the dead-letter queue: too-large");
  }

  @Test
  void reportsADeadLetteredNotificationWithoutAReason() {
    queue.deadLetterReason = Optional.of("");

    assertThat(find(Step.SEALED)).isEqualTo("its notification is in the dead-letter queue");
  }

  @Test
  void reportsABucketThatSendsNoNotifications() {
    queue.configured = false;

    assertThat(find(Step.NOTIFIED))
        .isEqualTo("the notification configuration of raw sends nothing of test/ to events");
  }

  @Test
  void reportsAQueueWithoutConsumer() {
    queue.backlog = new CanaryQueue.Backlog(3, 0);

    assertThat(find(Step.NOTIFIED))
        .isEqualTo("no consumer receives from events; messages waiting: 3");
  }

  @Test
  void reportsASlowService() {
    queue.backlog = new CanaryQueue.Backlog(0, 2);

    assertThat(find(Step.NOTIFIED))
        .isEqualTo("the service is slow or fails; messages waiting: 0, in flight: 2");
  }

  @Test
  void reportsALostNotification() {
    assertThat(find(Step.NOTIFIED))
        .isEqualTo("its notification is neither in the queue nor in the dead-letter queue");
  }

  private String find(Step step) {
    Cause cause = causes.find(SealedCanary.canary());
    assertThat(cause.step()).isEqualTo(step);
    assertThat(cause.fix()).isNotEmpty();
    return cause.what();
  }

  @Test
  void doesNotCallNotificationLostWhenNotEveryDeadLetterWasSearched() {
    queue.searchedAll = false;

    assertThat(find(Step.NOTIFIED)).contains("cannot be told").doesNotContain("neither");
  }

  /** Queue in the state that a test sets. */
  private static final class ScriptedQueue implements CanaryQueue {
    private Optional<String> deadLetterReason = Optional.empty();
    private boolean searchedAll = true;
    private boolean configured = true;
    private Backlog backlog = new Backlog(0, 0);

    @Override
    public String arn() {
      return "arn:aws:sqs:us-east-1:123456789012:events";
    }

    @Override
    public DeadLetterSearch searchDeadLetters(String key) {
      return new DeadLetterSearch(deadLetterReason, searchedAll);
    }

    @Override
    public boolean isConfigured(String bucket, String prefix, String queueArn) {
      return configured && bucket.equals("raw") && prefix.equals("test/") && queueArn.equals(arn());
    }

    @Override
    public Backlog backlog() {
      return backlog;
    }
  }
}
