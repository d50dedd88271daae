package dev.waybill.routes;

import java.util.List;
import org.apache.camel.Exchange;

/** Bean {@code audit}; a test prepares the answers, and the steps at which the route ends. */
public record FakeAudit(CallLog calls) {
  public void claim(Exchange exchange) {
    step(exchange, "audit.claim");
  }

  public List<String> unreported() {
    calls.record("audit.unreported");
    return List.of("finding1", "finding2");
  }

  public void reported() {
    calls.record("audit.reported");
  }

  public void ask() {
    calls.record("audit.ask");
  }

  public boolean isRunning() {
    return calls.answer("audit.isRunning");
  }

  public void check(Exchange exchange) {
    step(exchange, "audit.check");
  }

  public void stopWithoutAnswer(Exchange exchange) {
    step(exchange, "audit.stopWithoutAnswer");
  }

  public void judge() {
    calls.record("audit.judge");
  }

  public List<String> recovered() {
    calls.record("audit.recovered");
    return List.of("recovery");
  }

  public String failure() {
    calls.record("audit.failure");
    return "trouble";
  }

  public void abandon() {
    calls.record("audit.abandon");
  }

  private void step(Exchange exchange, String name) {
    calls.record(name);
    exchange.setRouteStop(calls.answer(name + " ends the route"));
  }
}
