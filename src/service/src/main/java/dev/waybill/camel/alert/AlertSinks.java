package dev.waybill.camel.alert;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.delivery.AlertDelivery;
import dev.waybill.alert.delivery.AlertLostException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code sinks}: delivers the event in the body to the sink that the exchange property {@code
 * alertSink} names, and keeps the event when delivery fails. Sinks that are not configured are
 * skipped.
 */
public final class AlertSinks {
  private static final Logger LOG = LoggerFactory.getLogger(AlertSinks.class);
  private static final String SINK = "alertSink";
  private static final String REMINDER = "alertReminder";
  private static final String SINCE = "alertSince";
  private static final String LOST = "alertLost";

  private final AlertDelivery delivery;

  public AlertSinks(AlertDelivery delivery) {
    this.delivery = delivery;
  }

  /** Delivers the event, or keeps it behind earlier events of its incident. */
  public void send(Exchange exchange, @Body AlertEvent event, @ExchangeProperty(SINK) String sink) {
    if (!delivery.isConfigured(sink)) {
      return;
    }
    if (isReminder(exchange)) {
      delivery.remind(sink, event);
    } else {
      delivery.deliver(sink, event, since(exchange, sink));
    }
  }

  /** Keeps an event whose retries ran out. */
  public void undelivered(
      Exchange exchange, @Body AlertEvent event, @ExchangeProperty(SINK) String sink) {
    LOG.warn("delivery failed sink={} event={}: {}", sink, event.eventId(), reason(exchange));
    if (!isReminder(exchange)) {
      keepOrMarkLost(exchange, sink, () -> delivery.giveUp(sink, event, since(exchange, sink)));
    }
  }

  /** Sets aside an event that the sink rejected for good. */
  public void rejected(
      Exchange exchange, @Body AlertEvent event, @ExchangeProperty(SINK) String sink) {
    LOG.error("alert rejected sink={} event={}: {}", sink, event.eventId(), reason(exchange));
    if (!isReminder(exchange)) {
      keepOrMarkLost(exchange, sink, () -> delivery.reject(sink, event));
    }
  }

  /** Marks the event as neither delivered to nor kept for a sink; the other sinks follow. */
  public void lost(Exchange exchange, @ExchangeProperty(SINK) String sink) {
    LOG.error("alert neither delivered nor kept sink={}: {}", sink, reason(exchange));
    if (!isReminder(exchange)) {
      lostSinks(exchange).add(sink);
    }
  }

  /**
   * Completes the delivery of an event.
   *
   * @throws AlertLostException when a sink did not receive the event and no store keeps it
   */
  public void confirm(Exchange exchange, @Body AlertEvent event) {
    Set<String> lost = lostSinks(exchange);
    if (!lost.isEmpty()) {
      throw new AlertLostException(event.eventId(), lost);
    }
  }

  /** Returns the names of the configured sinks for which events can wait. */
  public List<String> retried() {
    return delivery.retriedSinks();
  }

  /** Delivers the events that wait for the sink in the body, until the sink fails again. */
  public void retry(@Body String sink) {
    delivery.retry(sink);
  }

  /** Returns the latest event of each open incident as reminders, if a sink needs reminders. */
  public List<AlertEvent> reminders(Exchange exchange) {
    exchange.setProperty(REMINDER, true);
    return delivery.reminders();
  }

  private static void keepOrMarkLost(Exchange exchange, String sink, Runnable keep) {
    try {
      keep.run();
    } catch (RuntimeException e) {
      LOG.error("keeping an undelivered alert failed sink={}: {}", sink, e.getMessage());
      lostSinks(exchange).add(sink);
    }
  }

  /** Returns the event's position for this sink, which is the same for every attempt. */
  private Instant since(Exchange exchange, String sink) {
    String name = SINCE + "." + sink;
    Instant since = exchange.getProperty(name, Instant.class);
    if (since == null) {
      since = delivery.nextPosition();
      exchange.setProperty(name, since);
    }
    return since;
  }

  private static boolean isReminder(Exchange exchange) {
    return exchange.getProperty(REMINDER, false, Boolean.class);
  }

  @SuppressWarnings("unchecked")
  private static Set<String> lostSinks(Exchange exchange) {
    Set<String> lost = exchange.getProperty(LOST, Set.class);
    if (lost == null) {
      lost = new TreeSet<>();
      exchange.setProperty(LOST, lost);
    }
    return lost;
  }

  private static String reason(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    return cause == null ? "unknown" : String.valueOf(cause.getMessage());
  }
}
