package dev.waybill.localcloud.sqs;

import java.util.function.BiConsumer;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.Props;
import org.elasticmq.actor.queue.OperationUnsupported$;
import org.elasticmq.actor.queue.QueueEvent;

/**
 * Listener for ElasticMQ's message events that reports messages moved to another queue, such as a
 * dead-letter queue. No response to a call reports such a move.
 */
final class MoveListener extends AbstractActor {
  private final BiConsumer<String, String> moved;

  private MoveListener(BiConsumer<String, String> moved) {
    this.moved = moved;
  }

  /**
   * Returns the actor's properties.
   *
   * @param moved the receiver of a message's id and of the queue that the message was moved to
   */
  static Props props(BiConsumer<String, String> moved) {
    return Props.create(MoveListener.class, () -> new MoveListener(moved));
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(QueueEvent.MessageAdded.class, this::onMessageAdded)
        .matchAny(event -> acknowledge())
        .build();
  }

  private void onMessageAdded(QueueEvent.MessageAdded event) {
    if (event.message().deadLetterSourceQueueName().isDefined()) {
      moved.accept(event.message().id(), event.queueName());
    }
    acknowledge();
  }

  /** Replies to ElasticMQ, which waits for a reply to each event. */
  private void acknowledge() {
    getSender().tell(OperationUnsupported$.MODULE$, getSelf());
  }
}
