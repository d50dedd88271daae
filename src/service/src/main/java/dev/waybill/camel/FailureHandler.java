package dev.waybill.camel;

import dev.waybill.aws.DeadLetters;
import dev.waybill.aws.RawObjects;
import dev.waybill.model.AlreadyDone;
import dev.waybill.model.Custody;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.promotion.Destination;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.RawSettings;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The bean {@code failures}: tells failures that may pass from those that cannot, and gives the
 * latter their name.
 */
public final class FailureHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);
  private static final String DELIVERIES = "ApproximateReceiveCount";
  private static final String VANISHED = "waybill.vanished";

  private final SealedRecords records;
  private final RawObjects objects;
  private final DeadLetters deadLetters;
  private final RawSettings raw;
  private final int mostDeliveries;
  private final DenialCircuitBreaker denials;
  private final OutcomeRecorder ledger;
  private final CustodyListener listener;

  /**
   * @param mostDeliveries after which the queue itself gives a message up
   * @param denials a listener of the same ends
   */
  public FailureHandler(
      SealedRecords records,
      RawObjects objects,
      DeadLetters deadLetters,
      RawSettings raw,
      int mostDeliveries,
      DenialCircuitBreaker denials,
      OutcomeRecorder ledger,
      CustodyListener listener) {
    this.records = records;
    this.objects = objects;
    this.deadLetters = deadLetters;
    this.raw = raw;
    this.mostDeliveries = mostDeliveries;
    this.denials = denials;
    this.ledger = ledger;
    this.listener = listener;
  }

  /** Whether trying again cannot help, or the queue would not deliver again. */
  public boolean isFinal(Exchange exchange) {
    boolean vanished = isVanished(exchange);
    exchange.setProperty(VANISHED, vanished);
    return vanished || named(exchange).isPresent() || deliveries(exchange) >= mostDeliveries;
  }

  /** Ends custody for good: as done before, or in the dead-letter queue with the reason. */
  public void settle(Exchange exchange) {
    if (exchange.getProperty(VANISHED, false, Boolean.class)) {
      vanished(exchange);
    } else {
      reject(exchange, named(exchange).orElseGet(() -> exhausted(exchange)));
    }
  }

  /** Notes a failure that may pass; the queue delivers the message again. */
  public void willRetry(Exchange exchange) {
    FailureCause failure = FailureCause.of(exchange);
    LOG.warn(
        "delivery {} of {} failed in {} and will be tried again: {}",
        deliveries(exchange),
        mostDeliveries,
        exchange.getProperty(Exchange.FAILURE_ROUTE_ID),
        failure.summary());
    listener.willRetry(
        exchange.getProperty(Exchange.FAILURE_ROUTE_ID, "unknown", String.class), failure.cause());
  }

  /** Whether the version itself is gone, and not something else that a step asked for. */
  private boolean isVanished(Exchange exchange) {
    if (!FailureCause.of(exchange).isGone()) {
      return false;
    }
    ObjectVersion version = version(exchange);
    try {
      return version != null
          && objects.head(version.bucket(), version.key(), version.versionId()).isEmpty();
    } catch (SdkException unknown) {
      // A later delivery asks again.
      return false;
    }
  }

  /** The version is not there any more: promoted by an earlier delivery, or taken from custody. */
  private void vanished(Exchange exchange) {
    Received received = ((Custody) CustodyExchange.reached(exchange)).received();
    ObjectVersion version = received.version();
    Optional<CustodyRecord> record = records.find(version);
    if (record.filter(it -> isDone(it, received.purpose())).isPresent()) {
      ledger.end(exchange, new AlreadyDone(version, RecordKey.of(version)));
    } else {
      String detail =
          record.isPresent()
              ? "sealed, but gone before it was promoted"
              : "gone before it was hashed";
      reject(exchange, new Rejected(RejectReason.OBJECT_GONE, detail, version));
    }
  }

  private boolean isDone(CustodyRecord record, Purpose purpose) {
    return purpose == Purpose.CANARY
        || objects.everHeld(Destination.of(record.version(), raw), record.checksumOfCopy());
  }

  private void reject(Exchange exchange, Rejected named) {
    Rejected rejected = withCopy(exchange, named);
    String id = exchange.getMessage().getHeader(Sqs2Constants.MESSAGE_ID, "", String.class);
    String body = CustodyExchange.message(exchange);
    deadLetters.send(body, rejected, id);
    LOG.error(
        "message {} goes to the dead-letter queue: {} ({})",
        id,
        rejected.reason().label(),
        rejected.detail());
    ledger.end(exchange, rejected);
  }

  /** What was copied ahead and not sealed stays, so a person is told which version it is. */
  private Rejected withCopy(Exchange exchange, Rejected rejected) {
    if (!(CustodyExchange.reached(exchange) instanceof Digested digested)
        || digested.copy() == null) {
      return rejected;
    }
    String left = "; an unsealed copy is left under " + raw.processed() + ", its version ";
    return new Rejected(
        rejected.reason(),
        rejected.detail() + left + digested.copy().versionId(),
        rejected.version());
  }

  private Optional<Rejected> named(Exchange exchange) {
    return FailureCause.of(exchange)
        .outcome(version(exchange), deliveries(exchange), denials.isOn());
  }

  private static Rejected exhausted(Exchange exchange) {
    return new Rejected(
        RejectReason.RETRIES_EXHAUSTED, FailureCause.of(exchange).summary(), version(exchange));
  }

  private static @Nullable ObjectVersion version(Exchange exchange) {
    return CustodyExchange.reached(exchange) instanceof Custody stage ? stage.version() : null;
  }

  private static int deliveries(Exchange exchange) {
    return exchange.getMessage().getHeader(DELIVERIES, 1, Integer.class);
  }
}
