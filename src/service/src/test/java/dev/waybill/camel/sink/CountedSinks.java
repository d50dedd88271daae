package dev.waybill.camel.sink;

import dev.waybill.alert.SinkListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what became of events. */
final class CountedSinks implements SinkListener {
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile int waiting;

  @Override
  public void delivered(String sink) {
    heard.add(sink + " delivered");
  }

  @Override
  public void undelivered(String sink) {
    heard.add(sink + " undelivered");
  }

  @Override
  public void refused(String sink) {
    heard.add(sink + " refused");
  }

  @Override
  public void waiting(String sink, int events) {
    waiting = events;
  }

  List<String> heard() {
    return List.copyOf(heard);
  }

  int waiting() {
    return waiting;
  }
}
