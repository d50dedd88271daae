package dev.waybill.alert.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listener that records the result of each delivery. */
public final class RecordingSinkListener implements SinkListener {
  private final List<String> results = new CopyOnWriteArrayList<>();
  private volatile int waiting;

  @Override
  public void delivered(String sink) {
    results.add(sink + " delivered");
  }

  @Override
  public void undelivered(String sink) {
    results.add(sink + " undelivered");
  }

  @Override
  public void rejected(String sink) {
    results.add(sink + " rejected");
  }

  @Override
  public void waiting(String sink, int events) {
    waiting = events;
  }

  public List<String> results() {
    return List.copyOf(results);
  }

  int waiting() {
    return waiting;
  }
}
