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

  /**
   * Holds the events against those S3 has.
   *
   * @throws IllegalArgumentException when one would never come
   */
  void requireKnownEvents() {
    for (String event : events) {
      if (!EventNames.known(event)) {
        throw new IllegalArgumentException(
            "The event '" + event + "' is not supported for notifications");
      }
    }
  }

  /**
   * Holds this against another rule of its bucket.
   *
   * @throws IllegalArgumentException when one event would fall under both
   */
  void requireApart(NotificationRule other) {
    if (id.equals(other.id)) {
      throw new IllegalArgumentException("Same ID used for multiple configurations.");
    }
    boolean keys =
        (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix))
            && (suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix));
    boolean sameEvents =
        events.stream()
            .anyMatch(one -> other.events.stream().anyMatch(two -> EventNames.overlap(one, two)));
    if (keys && sameEvents) {
      throw new IllegalArgumentException(
          "Configurations overlap. Configurations on the same bucket cannot share a common event"
              + " type.");
    }
  }

  private static boolean covers(String asked, String event) {
    return asked.endsWith(":*")
        ? event.startsWith(asked.substring(0, asked.length() - 1))
        : asked.equals(event);
  }
}
