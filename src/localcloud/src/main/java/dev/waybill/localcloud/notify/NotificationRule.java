package dev.waybill.localcloud.notify;

import java.util.List;

/**
 * QueueConfiguration of a bucket's notification configuration.
 *
 * @param id the id, returned in events as {@code configurationId}
 * @param queueArn the ARN of the destination queue
 * @param events the event types, such as {@code s3:ObjectCreated:*}
 * @param prefix the required prefix of keys; empty for any key
 * @param suffix the required suffix of keys; empty for any key
 */
public record NotificationRule(
    String id, String queueArn, List<String> events, String prefix, String suffix) {
  public NotificationRule {
    events = List.copyOf(events);
  }

  /** Returns the name of the queue, the last part of its ARN. */
  public String queue() {
    return queueArn.substring(queueArn.lastIndexOf(':') + 1);
  }

  /**
   * Returns true when the rule matches an event.
   *
   * @param event the event type without {@code s3:}, such as {@code ObjectCreated:Put}
   * @param key the object key, not encoded
   */
  public boolean matches(String event, String key) {
    return key.startsWith(prefix)
        && key.endsWith(suffix)
        && events.stream().anyMatch(pattern -> covers(pattern, "s3:" + event));
  }

  /**
   * Checks the event types.
   *
   * @throws IllegalArgumentException when S3 has no event of that type
   */
  void requireKnownEvents() {
    for (String event : events) {
      if (!EventNames.isKnown(event)) {
        throw new IllegalArgumentException(
            "The event '" + event + "' is not supported for notifications");
      }
    }
  }

  /**
   * Compares this rule with another rule of the bucket.
   *
   * @throws IllegalArgumentException when the ids are equal or one event could match both rules
   */
  void requireDistinct(NotificationRule other) {
    if (id.equals(other.id)) {
      throw new IllegalArgumentException("Same ID used for multiple configurations.");
    }
    boolean sameKeys =
        (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix))
            && (suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix));
    boolean sameEvents =
        events.stream()
            .anyMatch(one -> other.events.stream().anyMatch(two -> EventNames.overlap(one, two)));
    if (sameKeys && sameEvents) {
      throw new IllegalArgumentException(
          "Configurations overlap. Configurations on the same bucket cannot share a common event"
              + " type.");
    }
  }

  private static boolean covers(String pattern, String event) {
    return pattern.endsWith(":*")
        ? event.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(event);
  }
}
