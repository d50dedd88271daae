package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** One line of the journal of queues. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JournalEntry.QueueSet.class, name = "queue"),
  @JsonSubTypes.Type(value = JournalEntry.QueueDeleted.class, name = "queue-gone"),
  @JsonSubTypes.Type(value = JournalEntry.Purged.class, name = "purged"),
  @JsonSubTypes.Type(value = JournalEntry.Sent.class, name = "sent"),
  @JsonSubTypes.Type(value = JournalEntry.Moved.class, name = "moved"),
  @JsonSubTypes.Type(value = JournalEntry.Deleted.class, name = "done")
})
sealed interface JournalEntry {
  /** Creation of a queue or change of its attributes. The attributes are added to earlier ones. */
  record QueueSet(String queue, Map<String, String> attributes) implements JournalEntry {
    public QueueSet {
      attributes = Map.copyOf(attributes);
    }
  }

  /** Deletion of a queue with its messages. */
  record QueueDeleted(String queue) implements JournalEntry {}

  /** Deletion of all messages of a queue. */
  record Purged(String queue) implements JournalEntry {}

  /**
   * Acceptance of a message.
   *
   * @param id the message's id
   * @param queue the name of the queue
   * @param input the input of SendMessage without the queue's URL
   */
  record Sent(String id, String queue, JsonNode input) implements JournalEntry {}

  /** Move of a message to another queue, such as a dead-letter queue. */
  record Moved(String id, String queue) implements JournalEntry {}

  /** Deletion of a message by a consumer. */
  record Deleted(String id) implements JournalEntry {}
}
