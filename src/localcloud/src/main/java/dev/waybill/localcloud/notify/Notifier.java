package dev.waybill.localcloud.notify;

import dev.waybill.localcloud.s3.NotificationListener;
import dev.waybill.localcloud.sqs.QueueService;
import dev.waybill.localcloud.store.ObjectEvent;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.WriteDestination;
import dev.waybill.localcloud.wire.BoundedCache;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notifier that delivers the store's events to the queues in the buckets' configurations. An event
 * is acknowledged after every queue has stored it, so a crash repeats events but loses none.
 */
public final class Notifier implements NotificationListener, AutoCloseable {
  private final ObjectStore store;
  private final QueueService queues;
  private final EventJson json;

  /** Rules by the configuration text that a bucket stores. */
  private final BoundedCache<String, List<NotificationRule>> parsed =
      new BoundedCache<>(NotificationConfiguration::parse);

  private final EventDispatcher dispatcher;
  private final DestinationQueues destinationQueues = new DestinationQueues(this::send);

  private Notifier(ObjectStore store, QueueService queues, EventJson json, DeliveryFaults faults) {
    this.store = store;
    this.queues = queues;
    this.json = json;
    this.dispatcher = new EventDispatcher(faults, this::deliver);
  }

  /** Starts the notifier. Events that were undelivered at the last stop are delivered first. */
  public static Notifier start(
      ObjectStore store, QueueService queues, String region, DeliveryFaults faults) {
    Notifier notifier = new Notifier(store, queues, new EventJson(region), faults);
    store.outbox().setResolver(notifier::destinations);
    store.outbox().pending().forEach(notifier.dispatcher::dispatch);
    store.outbox().setListener(notifier.dispatcher::dispatch);
    return notifier;
  }

  @Override
  public String validate(String bucket, String xml) {
    NotificationConfiguration configuration = read(xml);
    configuration.rules().forEach(this::requireQueue);
    configuration.rules().stream()
        .map(NotificationRule::queue)
        .distinct()
        .forEach(queue -> queues.send(queue, json.testEvent(bucket)));
    return configuration.xml();
  }

  private void requireQueue(NotificationRule rule) {
    if (rule.queue().endsWith(".fifo") || !queues.exists(rule.queue())) {
      throw new StoreException(
          S3ErrorCode.INVALID_ARGUMENT,
          "Unable to validate the following destination configurations");
    }
  }

  private static NotificationConfiguration read(String xml) {
    try {
      return NotificationConfiguration.validated(xml);
    } catch (IllegalArgumentException e) {
      throw new StoreException(S3ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns the destinations by the bucket's current configuration. A recreated bucket has none.
   */
  private List<WriteDestination> destinations(String eventName, String bucket, String key) {
    return rules(bucket).stream()
        .filter(rule -> rule.matches(eventName, key))
        .map(rule -> new WriteDestination(rule.id(), rule.queue()))
        .toList();
  }

  private List<NotificationRule> rules(String bucket) {
    String xml = store.bucket(bucket).config("notification").orElse("");
    return xml.isEmpty() ? List.of() : parsed.get(xml);
  }

  /** Sends an event to its queues and acknowledges the event after the last delivery. */
  private void deliver(ObjectEvent event) {
    AtomicInteger undelivered = new AtomicInteger(event.destinations().size());
    for (WriteDestination destination : event.destinations()) {
      String body = json.of(event, destination.rule());
      destinationQueues.add(
          destination.queue(),
          new DestinationQueue.OutgoingMessage(
              body,
              () -> {
                if (undelivered.decrementAndGet() == 0) {
                  store.outbox().acknowledge(event);
                }
              }));
    }
    if (event.destinations().isEmpty()) {
      store.outbox().acknowledge(event);
    }
  }

  /** Sends to a queue; messages to a deleted queue are discarded. */
  private void send(String queue, List<String> bodies) {
    if (queues.exists(queue)) {
      queues.send(queue, bodies);
    }
  }

  /** Delivers pending events for a limited time; the remaining ones wait for the next start. */
  @Override
  public void close() {
    try (destinationQueues) {
      dispatcher.close();
    }
  }
}
