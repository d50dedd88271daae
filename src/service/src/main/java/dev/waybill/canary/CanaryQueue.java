package dev.waybill.canary;

import java.util.Optional;

/** Queue that receives the notifications of uploads, and its dead-letter queue. */
public interface CanaryQueue {
  /**
   * Returns the ARN of the queue.
   *
   * @throws RuntimeException when the queue does not exist or cannot be read
   */
  String arn();

  /**
   * Searches the dead-letter queue for a notification without consuming messages.
   *
   * @param key object key that the notification names
   */
  DeadLetterSearch searchDeadLetters(String key);

  /**
   * Checks the bucket's notification configuration. Delivery through EventBridge or SNS counts as
   * configured, because its rules cannot be read here.
   *
   * @return whether notifications of created objects under the prefix go to the queue
   */
  boolean isConfigured(String bucket, String prefix, String queueArn);

  /** Counts the messages in the queue. */
  Backlog backlog();

  /**
   * Result of a search of the dead-letter queue, which returns only some of its messages at a time.
   *
   * @param reason reason of the failure, empty text when the message states none; empty when no
   *     message that was searched names the key
   * @param complete true when every message was searched
   */
  record DeadLetterSearch(Optional<String> reason, boolean complete) {}

  /**
   * Approximate numbers of messages in the queue.
   *
   * @param waiting messages that no consumer has received
   * @param inFlight messages that a consumer has received and not deleted
   */
  record Backlog(int waiting, int inFlight) {}
}
