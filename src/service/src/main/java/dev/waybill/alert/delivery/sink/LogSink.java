package dev.waybill.alert.delivery.sink;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Severity;
import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.payload.AlertSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sink that writes each event to the log as one readable line. */
final class LogSink implements Sink {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.alert");

  @Override
  public void send(AlertEvent event) {
    String line = AlertSummary.line(event);
    if (event.kind() == Kind.END) {
      LOG.info("alert ended {}", line);
    } else if (event.severity().compareTo(Severity.HIGH) >= 0) {
      LOG.error("alert {}{}", repetition(event), line);
    } else {
      LOG.warn("alert {}{}", repetition(event), line);
    }
  }

  @Override
  public boolean canFail() {
    return false;
  }

  private static String repetition(AlertEvent event) {
    return event.kind() == Kind.UPDATE && !event.handling().isNews() ? "again " : "";
  }
}
