package dev.waybill.deadletter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Dead-letter queue in memory, which hides what is received as SQS does. */
final class InMemoryDeadLetters implements DeadLetters {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  final Map<String, DeadLetter> visible = new LinkedHashMap<>();
  final Map<String, DeadLetter> hidden = new LinkedHashMap<>();
  final List<String> source = new ArrayList<>();
  Consumer<DeadLetter> beforeDelete = letter -> {};
  Consumer<DeadLetter> onSend = letter -> {};
  private int receipts;

  void add(String id, String reason, Instant sent) {
    Map<String, String> attributes =
        reason.isEmpty() ? Map.of() : Map.of(DeadLetter.REASON, reason);
    visible.put(id, new DeadLetter(id, "", sent, 1, attributes, "body of " + id));
  }

  @Override
  public List<DeadLetter> receive() {
    List<DeadLetter> batch = visible.values().stream().limit(3).map(this::received).toList();
    batch.forEach(
        it -> {
          visible.remove(it.id());
          hidden.put(it.id(), it);
        });
    return batch;
  }

  private DeadLetter received(DeadLetter it) {
    receipts++;
    return new DeadLetter(
        it.id(), "receipt " + receipts, it.sent(), it.received() + 1, it.attributes(), it.body());
  }

  /** Makes all hidden messages visible, as time does. */
  void expireReceipts() {
    visible.putAll(hidden);
    hidden.clear();
  }

  @Override
  public void show(Collection<String> receipts) {
    hidden.values().stream()
        .filter(it -> receipts.contains(it.receipt()))
        .toList()
        .forEach(
            it -> {
              hidden.remove(it.id());
              visible.put(it.id(), it);
            });
  }

  @Override
  public void sendBack(DeadLetter letter) {
    onSend.accept(letter);
    source.add(letter.body());
  }

  @Override
  public void delete(DeadLetter letter) {
    beforeDelete.accept(letter);
    hidden.remove(letter.id());
  }

  @Override
  public Instant now() {
    return NOW;
  }
}
