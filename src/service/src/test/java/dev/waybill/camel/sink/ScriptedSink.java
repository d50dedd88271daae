package dev.waybill.camel.sink;

import dev.waybill.alert.AlertEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A sink that does as a test says, and notes what it took. */
final class ScriptedSink implements Sink {
  private final List<String> took = new CopyOnWriteArrayList<>();
  private final List<String> tried = new CopyOnWriteArrayList<>();
  private volatile Consumer<AlertEvent> mood = event -> {};

  void down() {
    mood =
        event -> {
          throw new SinkUnavailableException("down");
        };
  }

  void up() {
    mood = event -> {};
  }

  void mood(Consumer<AlertEvent> now) {
    mood = now;
  }

  @Override
  public void send(AlertEvent event) {
    tried.add(event.eventId());
    mood.accept(event);
    took.add(event.eventId());
  }

  List<String> took() {
    return List.copyOf(took);
  }

  List<String> tried() {
    return List.copyOf(tried);
  }
}
