package dev.waybill.localcloud.notify;

import dev.waybill.localcloud.s3.NotificationListener;
import dev.waybill.localcloud.sqs.QueueService;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectEvent;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the store's events to the queues that the buckets' configurations name. An event is
 * acknowledged only when the queue has it for good, so a crash repeats some and loses none.
 */
public final class Notifier implements NotificationListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final long RETRY_MILLIS = 200;

  private final ObjectStore store;
  private final QueueService queues;
  private final EventJson json;
  private final Map<String, List<NotificationRule>> rules = new ConcurrentHashMap<>();
  private final ExecutorService courier =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "s3-notifications"));

  private Notifier(ObjectStore store, QueueService queues, EventJson json) {
    this.store = store;
    this.queues = queues;
    this.json = json;
  }

  /** Starts; what a crash left undelivered goes first. */
  public static Notifier start(ObjectStore store, QueueService queues, String region) {
    Notifier notifier = new Notifier(store, queues, new EventJson(region));
    for (Bucket bucket : store.buckets()) {
      bucket
          .config("notification")
          .ifPresent(
              xml -> notifier.rules.put(bucket.name(), NotificationConfiguration.parse(xml)));
    }
    store.outbox().setInterest(notifier::wants);
    store.outbox().pending().forEach(notifier::enqueue);
    store.outbox().setListener(notifier::enqueue);
    return notifier;
  }

  @Override
  public void configured(String bucket, String xml) {
    List<NotificationRule> parsed = parse(xml);
    for (NotificationRule rule : parsed) {
      if (!queues.exists(rule.queue())) {
        throw new StoreException(
            S3ErrorCode.INVALID_ARGUMENT,
            "Unable to validate the following destination configurations");
      }
    }
    rules.put(bucket, parsed);
    parsed.stream()
        .map(NotificationRule::queue)
        .distinct()
        .forEach(queue -> queues.send(queue, json.test(bucket)));
  }

  private static List<NotificationRule> parse(String xml) {
    try {
      return NotificationConfiguration.parse(xml);
    } catch (IllegalArgumentException e) {
      throw new StoreException(S3ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  private boolean wants(ObjectEvent event) {
    return rules.getOrDefault(event.bucket(), List.of()).stream()
        .anyMatch(rule -> rule.wants(event.eventName(), event.key()));
  }

  private void enqueue(ObjectEvent event) {
    if (!courier.isShutdown()) {
      courier.execute(() -> deliver(event));
    }
  }

  private void deliver(ObjectEvent event) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        for (NotificationRule rule : rules.getOrDefault(event.bucket(), List.of())) {
          if (rule.wants(event.eventName(), event.key()) && queues.exists(rule.queue())) {
            queues.send(rule.queue(), json.of(event, rule));
          }
        }
        store.outbox().acknowledge(event);
        return;
      } catch (RuntimeException e) {
        LOG.warn("a notification could not be delivered and will be tried again", e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Delivers what is enqueued; what does not go within its time goes at the next start. */
  @Override
  public void close() {
    courier.shutdown();
    try {
      if (!courier.awaitTermination(10, TimeUnit.SECONDS)) {
        courier.shutdownNow();
      }
    } catch (InterruptedException e) {
      courier.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
