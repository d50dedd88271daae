package dev.waybill.localcloud.sqs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a journal amounts to: the queues and the messages nobody has deleted, oldest first.
 *
 * <p>A quick consumer's delete, or a quick move, can be in the journal before the send it follows.
 */
final class QueueState {
  private final Map<String, Map<String, String>> queues = new LinkedHashMap<>();
  private final Map<String, JournalEntry.Sent> messages = new LinkedHashMap<>();
  private final Set<String> doneEarly = new HashSet<>();
  private final Map<String, String> movedEarly = new HashMap<>();

  Map<String, Map<String, String>> queues() {
    return queues;
  }

  List<JournalEntry.Sent> messages() {
    return List.copyOf(messages.values());
  }

  /** The fewest entries that amount to the same. */
  List<JournalEntry> entries() {
    List<JournalEntry> entries = new ArrayList<>();
    queues.forEach(
        (queue, attributes) -> entries.add(new JournalEntry.QueueSet(queue, attributes)));
    entries.addAll(messages.values());
    doneEarly.forEach(id -> entries.add(new JournalEntry.Done(id)));
    movedEarly.forEach((id, queue) -> entries.add(new JournalEntry.Moved(id, queue)));
    return entries;
  }

  void apply(JournalEntry entry) {
    if (entry instanceof JournalEntry.QueueSet set) {
      queues.computeIfAbsent(set.queue(), unused -> new HashMap<>()).putAll(set.attributes());
    } else if (entry instanceof JournalEntry.QueueGone gone) {
      queues.remove(gone.queue());
      forget(gone.queue());
    } else if (entry instanceof JournalEntry.Purged purged) {
      forget(purged.queue());
    } else if (entry instanceof JournalEntry.Sent sent) {
      send(sent);
    } else if (entry instanceof JournalEntry.Moved moved) {
      move(moved);
    } else if (entry instanceof JournalEntry.Done done && messages.remove(done.id()) == null) {
      doneEarly.add(done.id());
    }
  }

  private void send(JournalEntry.Sent sent) {
    if (!doneEarly.remove(sent.id())) {
      String queue = movedEarly.getOrDefault(sent.id(), sent.queue());
      messages.put(sent.id(), new JournalEntry.Sent(sent.id(), queue, sent.input()));
    }
    movedEarly.remove(sent.id());
  }

  private void move(JournalEntry.Moved moved) {
    JournalEntry.Sent sent = messages.get(moved.id());
    if (sent == null) {
      movedEarly.put(moved.id(), moved.queue());
    } else {
      messages.put(moved.id(), new JournalEntry.Sent(moved.id(), moved.queue(), sent.input()));
    }
  }

  private void forget(String queue) {
    messages.values().removeIf(message -> message.queue().equals(queue));
  }
}
