package dev.waybill.camel.sink;

import dev.waybill.alert.AlertEvent;
import java.util.Locale;
import org.apache.camel.Body;
import org.apache.camel.Exchange;

/**
 * The bean {@code alertRouting}: shows the route what it may decide by, as exchange properties that
 * hold no foreign text: {@code rule}, {@code severity} (a lower-case word), {@code severityRank} (1
 * informational to 5 critical) and {@code kind} (begin, update or end).
 */
public final class AlertRouting {
  /** Describes the event in the body. */
  public void describe(Exchange exchange, @Body AlertEvent event) {
    exchange.setProperty("rule", event.rule());
    exchange.setProperty("severity", word(event.severity()));
    exchange.setProperty("severityRank", event.severity().id());
    exchange.setProperty("kind", word(event.kind()));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
