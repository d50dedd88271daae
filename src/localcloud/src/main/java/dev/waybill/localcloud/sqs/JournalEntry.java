package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** One line of the queues' journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JournalEntry.QueueSet.class, name = "queue"),
  @JsonSubTypes.Type(value = JournalEntry.QueueGone.class, name = "queue-gone"),
  @JsonSubTypes.Type(value = JournalEntry.Purged.class, name = "purged"),
  @JsonSubTypes.Type(value = JournalEntry.Sent.class, name = "sent"),
  @JsonSubTypes.Type(value = JournalEntry.Moved.class, name = "moved"),
  @JsonSubTypes.Type(value = JournalEntry.Done.class, name = "done")
})
sealed interface JournalEntry {
  /** A queue exists with these attributes; later ones are added to earlier ones. */
  record QueueSet(String queue, Map<String, String> attributes) implements JournalEntry {
    public QueueSet {
      attributes = Map.copyOf(attributes);
    }
  }

  /** A queue and its messages are gone. */
  record QueueGone(String queue) implements JournalEntry {}

  /** A queue's messages are gone. */
  record Purged(String queue) implements JournalEntry {}

  /**
   * A message was accepted.
   *
   * @param input what SendMessage was given, without the queue's URL
   */
  record Sent(String id, String queue, JsonNode input) implements JournalEntry {}

  /** A message went to another queue, such as a dead-letter queue. */
  record Moved(String id, String queue) implements JournalEntry {}

  /** A message was deleted by a consumer. */
  record Done(String id) implements JournalEntry {}
}
