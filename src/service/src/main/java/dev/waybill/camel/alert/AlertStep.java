package dev.waybill.camel.alert;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.Report;
import dev.waybill.alert.incident.IncidentMonitor;
import dev.waybill.alert.incident.Incidents;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code alert}: registers reports as incidents and returns the events to deliver. */
public final class AlertStep {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.alert");

  private final Incidents incidents;
  private final IncidentMonitor monitor;

  public AlertStep(Incidents incidents, IncidentMonitor monitor) {
    this.incidents = incidents;
    this.monitor = monitor;
  }

  /**
   * Registers a report durably.
   *
   * @return events to deliver now
   */
  public List<AlertEvent> register(@Body Report report) {
    return incidents.register(report);
  }

  /**
   * Records that every sink received the event, or that the event is kept for the sink.
   *
   * @return next events to deliver of the same incident
   */
  public List<AlertEvent> delivered(@Body AlertEvent event) {
    return incidents.delivered(event);
  }

  /** Records a failed delivery; the stored event is delivered again, unchanged. */
  public void failed(Exchange exchange) {
    AlertEvent event = exchange.getMessage().getBody(AlertEvent.class);
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    incidents.failed(event);
    LOG.warn(
        "alert delivery failed event={} rule={} cause={}, retrying in some minutes",
        event.eventId(),
        event.rule(),
        cause == null ? "unknown" : cause.getClass().getSimpleName());
  }

  /** Returns the events that have become due with time; none while the store is unreachable. */
  public List<AlertEvent> due() {
    try {
      return monitor.check();
    } catch (RuntimeException e) {
      LOG.warn("checking the incidents failed: {}", e.getClass().getSimpleName());
      return List.of();
    }
  }
}
