package dev.waybill.alert.delivery;

import dev.waybill.alert.AlertEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Sink that behaves as a test scripts it, and records the events it accepts. */
final class ScriptedSink implements Sink {
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final List<String> attempts = new CopyOnWriteArrayList<>();
  private volatile Consumer<AlertEvent> script = event -> {};

  void down() {
    script =
        event -> {
          throw new SinkUnavailableException("down");
        };
  }

  void up() {
    script = event -> {};
  }

  void onSend(Consumer<AlertEvent> next) {
    script = next;
  }

  @Override
  public void send(AlertEvent event) {
    attempts.add(event.eventId());
    script.accept(event);
    accepted.add(event.eventId());
  }

  /** Returns the ids of accepted events, in order. */
  List<String> accepted() {
    return List.copyOf(accepted);
  }

  /** Returns the ids of all events that were sent, in order. */
  List<String> attempts() {
    return List.copyOf(attempts);
  }
}
