package dev.waybill.localcloud.notify;

import java.util.List;

/**
 * One QueueConfiguration of a bucket's notification configuration.
 *
 * @param id its name, given back in events as {@code configurationId}
 * @param queueArn the queue that is told
 * @param events such as {@code s3:ObjectCreated:*}
 * @param prefix what keys must start with; empty for any
 * @param suffix what keys must end with; empty for any
 */
public record NotificationRule(
    String id, String queueArn, List<String> events, String prefix, String suffix) {
  public NotificationRule {
    events = List.copyOf(events);
  }

  /** The queue's name, the last part of its ARN. */
  public String queue() {
    return queueArn.substring(queueArn.lastIndexOf(':') + 1);
  }

  /**
   * Whether the queue is told of an event.
   *
   * @param event without {@code s3:}, such as {@code ObjectCreated:Put}
   * @param key the object's, not encoded
   */
  public boolean wants(String event, String key) {
    return key.startsWith(prefix)
        && key.endsWith(suffix)
        && events.stream().anyMatch(asked -> covers(asked, "s3:" + event));
  }

  private static boolean covers(String asked, String event) {
    return asked.endsWith(":*")
        ? event.startsWith(asked.substring(0, asked.length() - 1))
        : asked.equals(event);
  }
}
