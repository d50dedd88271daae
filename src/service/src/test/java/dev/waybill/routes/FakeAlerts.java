package dev.waybill.routes;

import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/** Beans of the alert routes; events are words. */
final class FakeAlerts {
  private FakeAlerts() {}

  /** Bean {@code alert}; a report makes the events that its words name. */
  public record Alert(CallLog calls) {
    public List<String> register(@Body String report) {
      calls.record("alert.register");
      return List.of(report.split(" "));
    }

    public List<String> delivered(@Body String event) {
      calls.record("alert.delivered " + event);
      return calls.answer("alert.hasNext") ? List.of("next") : List.of();
    }

    public void failed(@Body String event) {
      calls.record("alert.failed " + event);
    }

    public List<String> due() {
      calls.record("alert.due");
      return List.of("due1", "due2");
    }
  }

  /** Bean {@code alertRouting}; the body is the rank of the severity. */
  public record AlertRouting(CallLog calls) {
    public void describe(Exchange exchange) {
      calls.record("alertRouting.describe");
      exchange.setProperty("severityRank", exchange.getMessage().getBody());
    }
  }

  /** Bean {@code sinks}, which notes the sink that the route names. */
  public record Sinks(CallLog calls) {
    public void send(@ExchangeProperty("alertSink") String sink) {
      calls.record("sinks.send " + sink);
    }

    public void undelivered(@ExchangeProperty("alertSink") String sink) {
      calls.record("sinks.undelivered " + sink);
    }

    public void rejected(@ExchangeProperty("alertSink") String sink) {
      calls.record("sinks.rejected " + sink);
    }

    public void lost(@ExchangeProperty("alertSink") String sink) {
      calls.record("sinks.lost " + sink);
    }

    public void confirm() {
      calls.record("sinks.confirm");
    }

    public List<String> retried() {
      return List.of("sns", "mail");
    }

    public void retry(@Body String sink) {
      calls.record("sinks.retry " + sink);
    }

    public List<String> reminders() {
      return List.of("open1", "open2");
    }
  }

  /** Bean {@code findings}. */
  public record Findings(CallLog calls) {
    public void raise(@Body String finding) {
      calls.record("findings.raise " + finding);
    }
  }
}
