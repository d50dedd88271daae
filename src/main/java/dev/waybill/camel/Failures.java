package dev.waybill.camel;

import dev.waybill.aws.DeadLetters;
import dev.waybill.aws.RawObjects;
import dev.waybill.aws.S3Failure;
import dev.waybill.model.AlreadyDone;
import dev.waybill.model.Custody;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.ObjectVersion;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.RejectedException;
import dev.waybill.promotion.Destination;
import dev.waybill.provenance.CustodyRecord;
import dev.waybill.provenance.RecordKey;
import dev.waybill.settings.RawSettings;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The bean {@code failures}: tells failures that may pass from those that cannot, and gives the
 * latter their name.
 */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final String DELIVERIES = "ApproximateReceiveCount";

  private final SealedRecords records;
  private final RawObjects objects;
  private final DeadLetters deadLetters;
  private final RawSettings raw;
  private final int mostDeliveries;
  private final Ledger ledger;
  private final CustodyListener listener;

  /**
   * @param mostDeliveries after which the queue itself gives a message up
   */
  public Failures(
      SealedRecords records,
      RawObjects objects,
      DeadLetters deadLetters,
      RawSettings raw,
      int mostDeliveries,
      Ledger ledger,
      CustodyListener listener) {
    this.records = records;
    this.objects = objects;
    this.deadLetters = deadLetters;
    this.raw = raw;
    this.mostDeliveries = mostDeliveries;
    this.ledger = ledger;
    this.listener = listener;
  }

  /** Whether trying again cannot help, or the queue would not deliver again. */
  public boolean isFinal(Exchange exchange) {
    return isVanished(exchange)
        || named(exchange).isPresent()
        || deliveries(exchange) >= mostDeliveries;
  }

  /** Ends custody for good: as done before, or in the dead-letter queue with the reason. */
  public void settle(Exchange exchange) {
    if (isVanished(exchange)) {
      vanished(exchange);
    } else {
      reject(exchange, named(exchange).orElseGet(() -> exhausted(exchange)));
    }
  }

  /** Notes a failure that may pass; the queue delivers the message again. */
  public void willRetry(Exchange exchange) {
    Throwable cause = cause(exchange);
    LOG.warn(
        "delivery {} of {} failed in {} and will be tried again: {}",
        deliveries(exchange),
        mostDeliveries,
        exchange.getProperty(Exchange.FAILURE_ROUTE_ID),
        summary(cause));
    listener.willRetry(
        exchange.getProperty(Exchange.FAILURE_ROUTE_ID, "unknown", String.class), cause);
  }

  private boolean isVanished(Exchange exchange) {
    return S3Failure.of(cause(exchange)) == S3Failure.GONE
        && CustodyExchange.reached(exchange) instanceof Custody;
  }

  /** The version is not there any more: promoted by an earlier delivery, or taken from custody. */
  private void vanished(Exchange exchange) {
    Received received = received(exchange);
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

  private void reject(Exchange exchange, Rejected rejected) {
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

  private static Optional<Rejected> named(Exchange exchange) {
    Throwable cause = cause(exchange);
    if (cause instanceof RejectedException rejection) {
      return Optional.of(rejection.outcome());
    }
    ObjectVersion version = version(exchange);
    return switch (S3Failure.of(cause)) {
      case ACCESS_DENIED ->
          Optional.of(new Rejected(RejectReason.ACCESS_DENIED, summary(cause), version));
      case KMS_DENIED ->
          Optional.of(new Rejected(RejectReason.KMS_DENIED, summary(cause), version));
      default -> corrupted(exchange, cause, version);
    };
  }

  /** A checksum that fails twice is no accident of the wire. */
  private static Optional<Rejected> corrupted(
      Exchange exchange, Throwable cause, @Nullable ObjectVersion version) {
    boolean differs =
        cause instanceof SdkClientException
            && String.valueOf(cause.getMessage()).contains("different checksum");
    return differs && deliveries(exchange) > 1
        ? Optional.of(
            new Rejected(
                RejectReason.DIGEST_MISMATCH,
                "the bytes read do not have the checksum that S3 stores",
                version))
        : Optional.empty();
  }

  private static Rejected exhausted(Exchange exchange) {
    return new Rejected(
        RejectReason.RETRIES_EXHAUSTED, summary(cause(exchange)), version(exchange));
  }

  private static @Nullable ObjectVersion version(Exchange exchange) {
    return CustodyExchange.reached(exchange) instanceof Custody stage ? stage.version() : null;
  }

  private static Received received(Exchange exchange) {
    return ReceivedStage.of((Custody) CustodyExchange.reached(exchange));
  }

  private static int deliveries(Exchange exchange) {
    return exchange.getMessage().getHeader(DELIVERIES, 1, Integer.class);
  }

  /** What failed: still on its way when conditions are judged, put aside when steps run. */
  private static Throwable cause(Exchange exchange) {
    Throwable thrown = exchange.getException();
    if (thrown == null) {
      thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RejectedException || cause instanceof SdkException) {
        return cause;
      }
    }
    return thrown == null ? new IllegalStateException("no failure") : thrown;
  }

  /** What failed, without foreign text: a service's code, or the class. */
  private static String summary(Throwable cause) {
    return cause instanceof software.amazon.awssdk.services.s3.model.S3Exception error
        ? "S3 " + error.statusCode() + " " + S3Failure.code(error)
        : cause.getClass().getSimpleName();
  }
}
