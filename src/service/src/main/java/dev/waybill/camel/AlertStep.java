package dev.waybill.camel;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.Report;
import dev.waybill.alert.incident.IncidentWatch;
import dev.waybill.alert.incident.Incidents;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code alert}: what is reported becomes incidents, and their events are told. */
public final class AlertStep {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.alert");

  private final Incidents incidents;
  private final IncidentWatch watch;

  public AlertStep(Incidents incidents, IncidentWatch watch) {
    this.incidents = incidents;
    this.watch = watch;
  }

  /**
   * Registers a report, durably, before it returns.
   *
   * @return what is to be told now
   */
  public List<AlertEvent> register(@Body Report report) {
    return incidents.register(report);
  }

  /**
   * Every sink took the event, or it is kept for it.
   *
   * @return what is to be told next of the same incident
   */
  public List<AlertEvent> told(@Body AlertEvent event) {
    return incidents.told(event);
  }

  /** An event could not be handed over; it stays in the store and is told again, as it was. */
  public void failed(Exchange exchange) {
    AlertEvent event = exchange.getMessage().getBody(AlertEvent.class);
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    incidents.failed(event);
    LOG.warn(
        "alert event {} of {} could not be handed over ({}); it is told again in some minutes",
        event.eventId(),
        event.rule(),
        cause == null ? "no cause" : cause.getClass().getSimpleName());
  }

  /** What time alone has made due; nothing while the store cannot be reached. */
  public List<AlertEvent> due() {
    try {
      return watch.look();
    } catch (RuntimeException e) {
      LOG.warn("the store of incidents cannot be looked at ({})", e.getClass().getSimpleName());
      return List.of();
    }
  }
}
