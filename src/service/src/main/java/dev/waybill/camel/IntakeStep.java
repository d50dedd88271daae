package dev.waybill.camel;

import dev.waybill.custody.order.CustodyStep;
import dev.waybill.intake.NotificationReader;
import dev.waybill.intake.QueueWait;
import dev.waybill.intake.VersionLookup;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.IntakeResult;
import dev.waybill.model.ObjectNotification;
import dev.waybill.model.Received;
import dev.waybill.model.Skipped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;

/** Bean {@code intake}: turns a message of the queue into versions in custody. */
public final class IntakeStep {
  private static final String SENT = "SentTimestamp";

  private final NotificationReader reader;
  private final VersionLookup versions;
  private final QueueWait wait;
  private final DeniedRetries retries;
  private final CustodyListener listener;
  private final Clock clock;

  /**
   * @param wait notes how long each message waited in the queue
   * @param retries delays the next delivery of a message that fails for a denied object
   */
  public IntakeStep(
      NotificationReader reader,
      VersionLookup versions,
      QueueWait wait,
      DeniedRetries retries,
      CustodyListener listener,
      Clock clock) {
    this.reader = reader;
    this.versions = versions;
    this.wait = wait;
    this.retries = retries;
    this.listener = listener;
    this.clock = clock;
  }

  /** Returns the result of each record of the message, in order. */
  @CustodyStep(needsBody = String.class, gives = CustodyStep.Records.class)
  public List<IntakeResult> read(Exchange exchange) {
    String body = exchange.getMessage().getBody(String.class);
    CustodyExchange.start(exchange, body);
    retries.watch(exchange);
    String sent = exchange.getMessage().getHeader(SENT, String.class);
    if (sent != null) {
      wait.received(Instant.ofEpochMilli(Long.parseLong(sent)));
    }
    String id = exchange.getMessage().getHeader(Sqs2Constants.MESSAGE_ID, "", String.class);
    return reader.read(body, id);
  }

  /** Returns true for a record that needs no custody. */
  @CustodyStep(whenTrueBody = Skipped.class)
  public boolean isSkipped(Exchange exchange) {
    return exchange.getMessage().getBody() instanceof Skipped;
  }

  /**
   * Takes the version into custody; a version that the notification does not name is looked up.
   *
   * @throws IllegalStateException when the body is not a record of a notification
   */
  @CustodyStep(needsBody = ObjectNotification.class, reaches = Received.class)
  public void receive(Exchange exchange) {
    if (!(exchange.getMessage().getBody() instanceof ObjectNotification notification)) {
      throw new IllegalStateException("the step intake.receive needs a record of a notification");
    }
    Received received =
        new Received(
            versions.find(notification),
            notification.purpose(),
            notification.eTag(),
            notification.size(),
            notification.sequencer(),
            notification.eventTime(),
            notification.notificationId(),
            clock.instant());
    CustodyExchange.reach(exchange, received);
    listener.reached(received);
  }
}
