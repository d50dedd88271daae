package dev.waybill.localcloud.sqs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a journal amounts to: the queues and the messages nobody has deleted, oldest first. */
final class QueueState {
  private final Map<String, Map<String, String>> queues = new LinkedHashMap<>();
  private final Map<String, JournalEntry.Sent> messages = new LinkedHashMap<>();
  private final Set<String> done = new HashSet<>();

  static QueueState of(List<JournalEntry> entries) {
    QueueState state = new QueueState();
    entries.forEach(state::apply);
    return state;
  }

  Map<String, Map<String, String>> queues() {
    return queues;
  }

  List<JournalEntry.Sent> messages() {
    return List.copyOf(messages.values());
  }

  private void apply(JournalEntry entry) {
    if (entry instanceof JournalEntry.QueueSet set) {
      queues.computeIfAbsent(set.queue(), unused -> new HashMap<>()).putAll(set.attributes());
    } else if (entry instanceof JournalEntry.QueueGone gone) {
      queues.remove(gone.queue());
      forget(gone.queue());
    } else if (entry instanceof JournalEntry.Purged purged) {
      forget(purged.queue());
    } else if (entry instanceof JournalEntry.Sent sent) {
      send(sent);
    } else if (entry instanceof JournalEntry.Done deleted) {
      done.add(deleted.id());
      messages.remove(deleted.id());
    }
  }

  /** A quick consumer's delete can reach the journal before the send it answers. */
  private void send(JournalEntry.Sent sent) {
    if (!done.contains(sent.id())) {
      messages.put(sent.id(), sent);
    }
  }

  private void forget(String queue) {
    messages.values().removeIf(message -> message.queue().equals(queue));
  }
}
