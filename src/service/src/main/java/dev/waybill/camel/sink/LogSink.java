package dev.waybill.camel.sink;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Severity;
import dev.waybill.alert.payload.Summary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log: one line that a human reads. */
final class LogSink implements Sink {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.alert");

  @Override
  public void send(AlertEvent event) {
    String line = Summary.line(event);
    if (event.kind() == Kind.END) {
      LOG.info("alert ended {}", line);
    } else if (event.severity().compareTo(Severity.HIGH) >= 0) {
      LOG.error("alert {}{}", again(event), line);
    } else {
      LOG.warn("alert {}{}", again(event), line);
    }
  }

  @Override
  public boolean canFail() {
    return false;
  }

  private static String again(AlertEvent event) {
    return event.kind() == Kind.UPDATE ? "again " : "";
  }
}
