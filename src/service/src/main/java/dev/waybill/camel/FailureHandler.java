package dev.waybill.camel;

import dev.waybill.aws.DeadLetterQueue;
import dev.waybill.aws.OwnRights;
import dev.waybill.aws.RawObjects;
import dev.waybill.aws.S3Failure;
import dev.waybill.intake.SingleRecord;
import dev.waybill.model.BackfillFailed;
import dev.waybill.model.Copied;
import dev.waybill.model.Custody;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Digested;
import dev.waybill.model.Outcome;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.RejectedException;
import dev.waybill.model.SourceRetained;
import dev.waybill.promotion.GoneVersions;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;

/**
 * Bean {@code failures}: separates failures that a retry can resolve from final ones, and gives
 * each final failure its named outcome.
 */
public final class FailureHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);
  private static final String DELIVERIES = "ApproximateReceiveCount";
  private static final String GONE = "waybill.gone";
  private static final String UNDETERMINED = "waybill.undetermined";

  private final GoneVersions goneVersions;
  private final RawObjects objects;
  private final DeadLetterQueue deadLetters;
  private final CustodyScopes scopes;
  private final int maxDeliveries;
  private final OwnRights rights;
  private final OutcomeRecorder ledger;
  private final CustodyListener listener;

  /**
   * @param maxDeliveries the number of deliveries after which the queue moves a message to the
   *     dead-letter queue itself
   * @param rights distinguishes denied objects from denials of Waybill's own rights
   */
  public FailureHandler(
      GoneVersions goneVersions,
      RawObjects objects,
      DeadLetterQueue deadLetters,
      CustodyScopes scopes,
      int maxDeliveries,
      OwnRights rights,
      OutcomeRecorder ledger,
      CustodyListener listener) {
    this.goneVersions = goneVersions;
    this.objects = objects;
    this.deadLetters = deadLetters;
    this.scopes = scopes;
    this.maxDeliveries = maxDeliveries;
    this.rights = rights;
    this.ledger = ledger;
    this.listener = listener;
  }

  /** Returns true when a retry cannot help, or the queue would not deliver the message again. */
  public boolean isFinal(Exchange exchange) {
    if (HookStep.isCall(exchange)) {
      // The exchange that called the hook fails as well, and only that one has a message.
      return false;
    }
    Optional<Outcome> gone = isVersionGone(exchange) ? outcomeOfGone(exchange) : Optional.empty();
    exchange.setProperty(GONE, gone.orElse(null));
    return gone.isPresent()
        || isSourceRetained(exchange)
        || named(exchange).isPresent()
        || deliveries(exchange) >= maxDeliveries;
  }

  /** Ends custody: as done, or in the dead-letter queue with the reason. */
  public void resolve(Exchange exchange) {
    Outcome outcome = outcome(exchange);
    if (outcome instanceof Rejected rejected && CustodyExchange.tally(exchange) != null) {
      // The result of the unit keeps the reason; no message is about this version alone.
      ledger.end(exchange, new BackfillFailed(rejected));
    } else if (outcome instanceof Rejected rejected) {
      reject(exchange, rejected);
    } else {
      ledger.end(exchange, outcome);
    }
  }

  private Outcome outcome(Exchange exchange) {
    if (exchange.getProperty(GONE) instanceof Outcome gone) {
      return gone;
    }
    return isSourceRetained(exchange)
        ? new SourceRetained(CustodyExchange.require(exchange, Copied.class, "failures.resolve"))
        : named(exchange).orElseGet(() -> exhausted(exchange));
  }

  /**
   * Returns the outcome of a version that is gone; empty when it cannot be determined now. After
   * the last delivery that is the reason, because SQS would move the message without one.
   */
  private Optional<Outcome> outcomeOfGone(Exchange exchange) {
    Custody stage = (Custody) CustodyExchange.reached(exchange);
    try {
      return Optional.of(goneVersions.outcome(stage.received()));
    } catch (RejectedException named) {
      return Optional.of(named.outcome());
    } catch (RuntimeException e) {
      FailureCause failure = FailureCause.of(e);
      exchange.setProperty(UNDETERMINED, failure);
      String detail = "the version is gone, and its end could not be determined: ";
      return deliveries(exchange) < maxDeliveries
          ? Optional.empty()
          : Optional.of(
              new Rejected(
                  RejectReason.RETRIES_EXHAUSTED, detail + failure.summary(), stage.version()));
    }
  }

  /** Returns true when S3 denied to delete the source of a verified copy. */
  private static boolean isSourceRetained(Exchange exchange) {
    return CustodyExchange.reached(exchange) instanceof Copied
        && exchange.getMessage().getBody() instanceof DeleteObjectRequest
        && S3Failure.of(FailureCause.of(exchange).cause()) == S3Failure.ACCESS_DENIED;
  }

  /** Logs and reports a failure after which the queue delivers the message again. */
  public void willRetry(Exchange exchange) {
    if (HookStep.isCall(exchange)) {
      LOG.debug("hook failed", FailureCause.of(exchange).cause());
      return;
    }
    FailureCause failure =
        exchange.getProperty(UNDETERMINED) instanceof FailureCause later
            ? later
            : FailureCause.of(exchange);
    if (!rights.areDenied(failure.cause(), version(exchange))
        && (S3Failure.isDenial(failure.cause()) || failure.isSigning())) {
      CustodyExchange.setDenied(exchange);
    }
    LOG.warn(
        "delivery failed route={} delivery={} of={} cause=\"{}\"; retrying",
        exchange.getProperty(Exchange.FAILURE_ROUTE_ID),
        deliveries(exchange),
        maxDeliveries,
        failure.summary());
    LOG.debug("delivery failed", failure.cause());
    listener.willRetry(
        exchange.getProperty(Exchange.FAILURE_ROUTE_ID, "unknown", String.class), failure.cause());
  }

  /** Returns true when the version itself is gone, not another object that a step requested. */
  private boolean isVersionGone(Exchange exchange) {
    if (!FailureCause.of(exchange).isGone()) {
      return false;
    }
    ObjectVersion version = version(exchange);
    try {
      return version != null
          && !objects.exists(version.bucket(), version.key(), version.versionId());
    } catch (SdkException unknown) {
      // The next delivery checks again.
      return false;
    }
  }

  private void reject(Exchange exchange, Rejected named) {
    Rejected rejected = withCopy(exchange, named);
    String id = exchange.getMessage().getHeader(Sqs2Constants.MESSAGE_ID, "", String.class);
    send(exchange, rejected, id);
    LOG.error(
        "message rejected id={} reason={} detail=\"{}\"; sent to the dead-letter queue",
        id,
        rejected.reason().label(),
        rejected.detail());
    ledger.end(exchange, rejected);
  }

  /** Sends only the record that failed: its message may hold many others. */
  private void send(Exchange exchange, Rejected rejected, String id) {
    Integer index = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class);
    try {
      deadLetters.send(SingleRecord.of(CustodyExchange.message(exchange), index), rejected, id);
    } catch (SdkException e) {
      LOG.error(
          "sending to the dead-letter queue failed id={} reason={} cause={}; retrying",
          id,
          rejected.reason().label(),
          e.getClass().getSimpleName());
      throw e;
    }
  }

  /**
   * Adds the id of a copy that was made ahead and never sealed, because the copy is not deleted.
   */
  private Rejected withCopy(Exchange exchange, Rejected rejected) {
    if (!(CustodyExchange.reached(exchange) instanceof Digested digested)
        || digested.copy() == null) {
      return rejected;
    }
    ObjectVersion copy = digested.copy();
    String left = "; an unsealed copy is left under " + prefixOf(copy) + ", its version ";
    return new Rejected(
        rejected.reason(), rejected.detail() + left + copy.versionId(), rejected.version());
  }

  private String prefixOf(ObjectVersion copy) {
    return scopes
        .ofDestination(copy.bucket(), copy.key())
        .map(RawSettings::processed)
        .orElse("another prefix");
  }

  private Optional<Rejected> named(Exchange exchange) {
    return FailureCause.of(exchange).outcome(version(exchange), deliveries(exchange));
  }

  private Rejected exhausted(Exchange exchange) {
    FailureCause failure = FailureCause.of(exchange);
    ObjectVersion version = version(exchange);
    return failure.exhausted(version, rights.areDenied(failure.cause(), version));
  }

  private static @Nullable ObjectVersion version(Exchange exchange) {
    return CustodyExchange.reached(exchange) instanceof Custody stage ? stage.version() : null;
  }

  private static int deliveries(Exchange exchange) {
    return exchange.getMessage().getHeader(DELIVERIES, 1, Integer.class);
  }
}
