package dev.waybill.app;

import dev.waybill.model.Custody;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Outcome;
import dev.waybill.model.Received;
import java.time.Duration;
import java.util.List;

/**
 * Listener that forwards every event to several listeners.
 *
 * @param all the listeners, in the order of their calls
 */
public record Listeners(List<CustodyListener> all) implements CustodyListener {
  @Override
  public void reached(Custody stage) {
    all.forEach(listener -> listener.reached(stage));
  }

  @Override
  public void orderIgnored(Received received) {
    all.forEach(listener -> listener.orderIgnored(received));
  }

  @Override
  public void ended(Outcome outcome, Duration took) {
    all.forEach(listener -> listener.ended(outcome, took));
  }

  @Override
  public void willRetry(String step, Throwable cause) {
    all.forEach(listener -> listener.willRetry(step, cause));
  }
}
