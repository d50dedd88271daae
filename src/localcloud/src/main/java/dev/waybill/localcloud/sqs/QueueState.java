package dev.waybill.localcloud.sqs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * State that results from a journal: the queues and the messages that are not deleted, oldest
 * first.
 *
 * <p>The journal may contain the deletion or the move of a message before its send, because
 * consumers run concurrently with senders.
 */
final class QueueState {
  private final Map<String, Map<String, String>> queues = new LinkedHashMap<>();
  private final Map<String, JournalEntry.Sent> messages = new LinkedHashMap<>();
  private final Set<String> deletedBeforeSend = new HashSet<>();
  private final Map<String, String> movedBeforeSend = new HashMap<>();

  Map<String, Map<String, String>> queues() {
    return queues;
  }

  List<JournalEntry.Sent> messages() {
    return List.copyOf(messages.values());
  }

  /** Returns the fewest entries that result in the same state. */
  List<JournalEntry> entries() {
    List<JournalEntry> entries = new ArrayList<>();
    queues.forEach(
        (queue, attributes) -> entries.add(new JournalEntry.QueueSet(queue, attributes)));
    entries.addAll(messages.values());
    deletedBeforeSend.forEach(id -> entries.add(new JournalEntry.Deleted(id)));
    movedBeforeSend.forEach((id, queue) -> entries.add(new JournalEntry.Moved(id, queue)));
    return entries;
  }

  void apply(JournalEntry entry) {
    if (entry instanceof JournalEntry.QueueSet set) {
      queues.computeIfAbsent(set.queue(), unused -> new HashMap<>()).putAll(set.attributes());
    } else if (entry instanceof JournalEntry.QueueDeleted deletedQueue) {
      queues.remove(deletedQueue.queue());
      removeMessages(deletedQueue.queue());
    } else if (entry instanceof JournalEntry.Purged purged) {
      removeMessages(purged.queue());
    } else if (entry instanceof JournalEntry.Sent sent) {
      send(sent);
    } else if (entry instanceof JournalEntry.Moved moved) {
      move(moved);
    } else if (entry instanceof JournalEntry.Deleted deleted
        && messages.remove(deleted.id()) == null) {
      deletedBeforeSend.add(deleted.id());
    }
  }

  private void send(JournalEntry.Sent sent) {
    if (!deletedBeforeSend.remove(sent.id())) {
      String queue = movedBeforeSend.getOrDefault(sent.id(), sent.queue());
      messages.put(sent.id(), new JournalEntry.Sent(sent.id(), queue, sent.input()));
    }
    movedBeforeSend.remove(sent.id());
  }

  private void move(JournalEntry.Moved moved) {
    JournalEntry.Sent sent = messages.get(moved.id());
    if (sent == null) {
      movedBeforeSend.put(moved.id(), moved.queue());
    } else {
      messages.put(moved.id(), new JournalEntry.Sent(moved.id(), moved.queue(), sent.input()));
    }
  }

  private void removeMessages(String queue) {
    messages.values().removeIf(message -> message.queue().equals(queue));
  }
}
