package dev.waybill.camel.sink;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.OpenIncidents;
import dev.waybill.alert.SinkListener;
import dev.waybill.alert.UndeliveredStore;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code sinks}: tells the event in the body to the sink that the exchange property {@code
 * alertSink} names, and sees to it that it is told later when that fails. A sink that is not
 * configured is passed over.
 */
public final class AlertSinks {
  private static final Logger LOG = LoggerFactory.getLogger(AlertSinks.class);
  private static final String SINK = "alertSink";
  private static final String REMINDER = "alertReminder";
  private static final String SINCE = "alertSince";
  private static final String LOST = "alertLost";

  private final Map<String, SinkDeliveryQueue> lanes = new LinkedHashMap<>();
  private final OpenIncidents open;
  private final Clock clock;
  private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.EPOCH);

  /**
   * @param sinks those that are configured, by name
   * @param store where undelivered events wait
   * @param open what has not ended
   */
  public AlertSinks(
      Map<String, Sink> sinks,
      UndeliveredStore store,
      OpenIncidents open,
      SinkListener listener,
      Clock clock) {
    sinks.forEach(
        (name, sink) -> lanes.put(name, new SinkDeliveryQueue(name, sink, store, listener, clock)));
    this.open = open;
    this.clock = clock;
  }

  /** Tells the event, or keeps it behind others of its incident. */
  public void send(Exchange exchange, @Body AlertEvent event, @ExchangeProperty(SINK) String sink) {
    SinkDeliveryQueue lane = lanes.get(sink);
    if (lane == null) {
      return;
    }
    if (!isReminder(exchange)) {
      lane.send(event, since(exchange, sink));
    } else if (lane.needsReminding()) {
      lane.remind(event);
    }
  }

  /** Keeps an event that was tried often enough. */
  public void undelivered(
      Exchange exchange, @Body AlertEvent event, @ExchangeProperty(SINK) String sink) {
    LOG.warn("alert {} is not at {}: {}", event.eventId(), sink, reason(exchange));
    if (!isReminder(exchange)) {
      orLost(exchange, sink, () -> lane(sink).giveUp(event, since(exchange, sink)));
    }
  }

  /** Keeps apart an event that the sink will never take. */
  public void refused(
      Exchange exchange, @Body AlertEvent event, @ExchangeProperty(SINK) String sink) {
    LOG.error("alert {} is refused for good by {}: {}", event.eventId(), sink, reason(exchange));
    if (!isReminder(exchange)) {
      orLost(exchange, sink, () -> lane(sink).refuse(event));
    }
  }

  /** Notes that neither the sink nor the store has it; the other sinks are still to be told. */
  public void lost(Exchange exchange, @ExchangeProperty(SINK) String sink) {
    LOG.error("an alert is neither at {} nor kept for it: {}", sink, reason(exchange));
    if (!isReminder(exchange)) {
      lostAt(exchange).add(sink);
    }
  }

  /**
   * Ends the telling of an event.
   *
   * @throws AlertLostException when one of its sinks has it not, and nothing holds it for that sink
   */
  public void confirm(Exchange exchange, @Body AlertEvent event) {
    Set<String> lost = lostAt(exchange);
    if (!lost.isEmpty()) {
      throw new AlertLostException(event.eventId(), lost);
    }
  }

  /** The sinks that are configured, in the body's place, without those that nothing waits for. */
  public List<String> names() {
    return lanes.keySet().stream().filter(it -> lane(it).canWait()).toList();
  }

  /** Tells the sink in the body what waits for it, until it does not take one. */
  public void again(@Body String sink) {
    try {
      lane(sink).again();
    } catch (RuntimeException e) {
      LOG.warn("what waits for {} could not be told: {}", sink, e.getMessage());
    }
  }

  /** What lasts, as reminders, when a sink needs them. */
  public List<AlertEvent> reminders(Exchange exchange) {
    exchange.setProperty(REMINDER, true);
    return lanes.values().stream().anyMatch(SinkDeliveryQueue::needsReminding)
        ? open.active()
        : List.of();
  }

  private void orLost(Exchange exchange, String sink, Runnable keeping) {
    try {
      keeping.run();
    } catch (RuntimeException e) {
      LOG.error("an alert cannot be kept for {}: {}", sink, e.getMessage());
      lostAt(exchange).add(sink);
    }
  }

  private SinkDeliveryQueue lane(String sink) {
    SinkDeliveryQueue lane = lanes.get(sink);
    if (lane == null) {
      throw new IllegalStateException(sink + " is no sink that is configured: " + lanes.keySet());
    }
    return lane;
  }

  /** When the event was first to be told to this sink, however often it is tried. */
  private Instant since(Exchange exchange, String sink) {
    String name = SINCE + "." + sink;
    Instant since = exchange.getProperty(name, Instant.class);
    if (since == null) {
      since = next();
      exchange.setProperty(name, since);
    }
    return since;
  }

  /** No two events have the same place in the order. */
  private Instant next() {
    Instant now = clock.instant();
    return latest.updateAndGet(last -> now.isAfter(last) ? now : last.plusNanos(1));
  }

  private static boolean isReminder(Exchange exchange) {
    return exchange.getProperty(REMINDER, false, Boolean.class);
  }

  @SuppressWarnings("unchecked")
  private static Set<String> lostAt(Exchange exchange) {
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
