package dev.waybill.routes;

import java.util.List;
import org.apache.camel.Exchange;

/** Bean {@code audit}; a test prepares the answers, and the steps at which the route ends. */
public record FakeAudit(CallLog calls) {
  public void claim(Exchange exchange) {
    step(exchange, "audit.claim");
  }

  public List<String> untold() {
    calls.record("audit.untold");
    return List.of("finding1", "finding2");
  }

  public void told() {
    calls.record("audit.told");
  }

  public void ask() {
    calls.record("audit.ask");
  }

  public boolean isUnderWay() {
    return calls.answer("audit.isUnderWay");
  }

  public void look() {
    calls.record("audit.look");
  }

  public void leave(Exchange exchange) {
    step(exchange, "audit.leave");
  }

  public void judge() {
    calls.record("audit.judge");
  }

  public List<String> recovered() {
    calls.record("audit.recovered");
    return List.of("recovery");
  }

  public String trouble() {
    calls.record("audit.trouble");
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
