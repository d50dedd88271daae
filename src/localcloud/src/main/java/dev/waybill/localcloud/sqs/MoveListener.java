package dev.waybill.localcloud.sqs;

import java.util.function.BiConsumer;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.Props;
import org.elasticmq.actor.queue.OperationUnsupported$;
import org.elasticmq.actor.queue.QueueEvent;

/**
 * Hears of every change of ElasticMQ's messages and tells of those that went to another queue, such
 * as a dead-letter queue: no call says so.
 */
final class MoveListener extends AbstractActor {
  private final BiConsumer<String, String> moved;

  private MoveListener(BiConsumer<String, String> moved) {
    this.moved = moved;
  }

  /**
   * @param moved is given a message's id and the queue that it is in now
   */
  static Props telling(BiConsumer<String, String> moved) {
    return Props.create(MoveListener.class, () -> new MoveListener(moved));
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(QueueEvent.MessageAdded.class, this::added)
        .matchAny(event -> answer())
        .build();
  }

  private void added(QueueEvent.MessageAdded event) {
    if (event.message().deadLetterSourceQueueName().isDefined()) {
      moved.accept(event.message().id(), event.queueName());
    }
    answer();
  }

  /** ElasticMQ waits for it. */
  private void answer() {
    getSender().tell(OperationUnsupported$.MODULE$, getSelf());
  }
}
