package dev.waybill.camel.alert;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.Finding;
import java.util.Locale;
import org.apache.camel.Body;
import org.apache.camel.Exchange;

/**
 * Bean {@code alertRouting}: sets the exchange properties that a route may decide by. None holds
 * untrusted input: {@code rule}, {@code severity} (a lower-case word), {@code severityRank} (1
 * informational to 5 critical, and 0 for an incident that another finding tells) and {@code kind}
 * (begin, update or end).
 */
public final class AlertRouting {
  /** Sets the properties of the event in the body. */
  public void describe(Exchange exchange, @Body AlertEvent event) {
    exchange.setProperty("rule", event.rule());
    exchange.setProperty("severity", lowerCase(event.severity()));
    boolean isToldElsewhere = event.finding().details().containsKey(Finding.TOLD_IN);
    exchange.setProperty("severityRank", isToldElsewhere ? 0 : event.severity().id());
    exchange.setProperty("kind", lowerCase(event.kind()));
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
