package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.BatchedDeletes;
import dev.waybill.aws.HeldMessages;
import dev.waybill.aws.Queue;
import dev.waybill.camel.HeldMessagesPolicy;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Wiring of the clients that receive messages, and what happens to messages at a stop. */
final class MessageWiring implements AutoCloseable {
  /** Far below any visibility timeout, and long enough to collect a batch of ten under load. */
  private static final Duration MAX_DELETE_DELAY = Duration.ofMillis(100);

  /** Time for work that was interrupted to end, so that another replica does not meet it. */
  private static final Duration INTERRUPTED_TIMEOUT = Duration.ofSeconds(2);

  private final HeldMessages held;
  private final BatchedDeletes deletes;
  private final ExecutorService workers;

  private MessageWiring(HeldMessages held, BatchedDeletes deletes, ExecutorService workers) {
    this.held = held;
    this.deletes = deletes;
    this.workers = workers;
  }

  /**
   * Binds the clients.
   *
   * @param queue the queue of notifications, whose deletes are batched
   * @param whenDurable runs an action when the entries of all records sealed before are durable
   * @param workers the threads that work on notifications
   */
  static MessageWiring bind(
      Main main,
      AwsClients aws,
      Queue queue,
      Consumer<Runnable> whenDurable,
      ExecutorService workers) {
    HeldMessages held = new HeldMessages(aws.sqs());
    BatchedDeletes deletes =
        new BatchedDeletes(held.client(), queue.url(), MAX_DELETE_DELAY, whenDurable);
    main.bind("sqs", deletes.client());
    main.bind("fixitySqs", held.client());
    main.bind("backfillSqs", held.client());
    return new MessageWiring(held, deletes, workers);
  }

  /** Has the routes of a context note the ends of messages; call it before they start. */
  void observe(CamelContext context) {
    context.addRoutePolicyFactory(new HeldMessagesPolicy(held));
  }

  /** Notes that the process stops, before its work is interrupted. */
  void stopping() {
    held.stopping();
  }

  /** Makes visible what has not ended, once interrupted work has ended or its time is over. */
  void handBackUnfinished() {
    try {
      boolean unused =
          workers.awaitTermination(INTERRUPTED_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    held.handBackUnfinished();
  }

  /** Sends the deletes that wait; those whose entries are not durable are made visible. */
  @Override
  public void close() {
    deletes.finish();
    held.handBackRest();
  }
}
