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
 * Delivers the store's events to the queues that the buckets' configurations name. An event is
 * acknowledged only when the queue has it for good, so a crash repeats some and loses none.
 */
public final class Notifier implements NotificationListener, AutoCloseable {
  private final ObjectStore store;
  private final QueueService queues;
  private final EventJson json;

  /** Configurations by their text, which a bucket keeps. */
  private final BoundedCache<String, List<NotificationRule>> parsed =
      new BoundedCache<>(NotificationConfiguration::parse);

  private final EventDispatcher courier;
  private final Lanes lanes = new Lanes(this::send);

  private Notifier(
      ObjectStore store, QueueService queues, EventJson json, DeliveryFaults disorder) {
    this.store = store;
    this.queues = queues;
    this.json = json;
    this.courier = new EventDispatcher(disorder, this::deliver);
  }

  /** Starts; what a crash left undelivered goes first. */
  public static Notifier start(
      ObjectStore store, QueueService queues, String region, DeliveryFaults disorder) {
    Notifier notifier = new Notifier(store, queues, new EventJson(region), disorder);
    store.outbox().setInterest(notifier::destinations);
    store.outbox().pending().forEach(notifier.courier::take);
    store.outbox().setListener(notifier.courier::take);
    return notifier;
  }

  @Override
  public String configured(String bucket, String xml) {
    NotificationConfiguration configuration = read(xml);
    configuration.rules().forEach(this::requireQueue);
    configuration.rules().stream()
        .map(NotificationRule::queue)
        .distinct()
        .forEach(queue -> queues.send(queue, json.test(bucket)));
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
      return NotificationConfiguration.checked(xml);
    } catch (IllegalArgumentException e) {
      throw new StoreException(S3ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * By the configuration that the bucket has now, which is none if it was deleted and made anew.
   */
  private List<WriteDestination> destinations(String eventName, String bucket, String key) {
    return rules(bucket).stream()
        .filter(rule -> rule.wants(eventName, key))
        .map(rule -> new WriteDestination(rule.id(), rule.queue()))
        .toList();
  }

  private List<NotificationRule> rules(String bucket) {
    String xml = store.bucket(bucket).config("notification").orElse("");
    return xml.isEmpty() ? List.of() : parsed.get(xml);
  }

  /** The event is acknowledged when every queue that is to be told has been. */
  private void deliver(ObjectEvent event) {
    AtomicInteger left = new AtomicInteger(event.destinations().size());
    for (WriteDestination destination : event.destinations()) {
      String body = json.of(event, destination.rule());
      lanes.take(
          destination.queue(),
          new DestinationQueue.Letter(
              body,
              () -> {
                if (left.decrementAndGet() == 0) {
                  store.outbox().acknowledge(event);
                }
              }));
    }
    if (event.destinations().isEmpty()) {
      store.outbox().acknowledge(event);
    }
  }

  /** A queue that is gone is told no more. */
  private void send(String queue, List<String> bodies) {
    if (queues.exists(queue)) {
      queues.send(queue, bodies);
    }
  }

  /** Delivers what is pending; what does not go within its time goes at the next start. */
  @Override
  public void close() {
    try (lanes) {
      courier.close();
    }
  }
}
