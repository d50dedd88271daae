package dev.waybill.camel;

import dev.waybill.backfill.UnitTally;
import dev.waybill.custody.order.CustodyStep;
import dev.waybill.model.AlreadyDone;
import dev.waybill.model.BackfillSealed;
import dev.waybill.model.CanarySealed;
import dev.waybill.model.Copied;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.CustodySummary;
import dev.waybill.model.Outcome;
import dev.waybill.model.Promoted;
import dev.waybill.model.Sealed;
import dev.waybill.model.Skipped;
import dev.waybill.model.Superseded;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;

/** Bean {@code ledger}: ends custody of one record with its outcome. */
public final class OutcomeRecorder {
  private final CustodyListener listener;

  public OutcomeRecorder(CustodyListener listener) {
    this.listener = listener;
  }

  /** Ends a record that needs no custody. */
  @CustodyStep(needsBody = Skipped.class, gives = Skipped.class)
  public void skipped(Exchange exchange) {
    end(exchange, body(exchange, Skipped.class));
  }

  /** Ends a canary that is sealed. */
  @CustodyStep(needs = Sealed.class, gives = CanarySealed.class)
  public void canary(Exchange exchange) {
    end(
        exchange,
        new CanarySealed(CustodyExchange.require(exchange, Sealed.class, "ledger.canary")));
  }

  /** Ends a version that was there before and stays. */
  @CustodyStep(needs = Sealed.class, gives = BackfillSealed.class)
  public void inPlace(Exchange exchange) {
    end(
        exchange,
        new BackfillSealed(CustodyExchange.require(exchange, Sealed.class, "ledger.inPlace")));
  }

  /** Ends a version whose destination a newer version has. */
  @CustodyStep(needsBody = Superseded.class, gives = Superseded.class)
  public void superseded(Exchange exchange) {
    end(exchange, body(exchange, Superseded.class));
  }

  /** Ends a version whose copy is verified and whose source is deleted. */
  @CustodyStep(needs = Copied.class, gives = Outcome.class)
  public void promoted(Exchange exchange) {
    Copied copied = CustodyExchange.require(exchange, Copied.class, "ledger.promoted");
    end(
        exchange,
        copied.repeated()
            ? new AlreadyDone(
                copied.version(), copied.sealed().recordKey(), CustodySummary.of(copied))
            : new Promoted(copied));
  }

  /**
   * Checks that the record has an outcome.
   *
   * @throws IllegalStateException when it has none, because a step that ends custody is missing
   */
  @CustodyStep(needsBody = Outcome.class)
  public void requireEnd(Exchange exchange) {
    body(exchange, Outcome.class);
  }

  private static <T> T body(Exchange exchange, Class<T> type) {
    if (!type.isInstance(exchange.getMessage().getBody())) {
      throw new IllegalStateException(
          "no " + type.getSimpleName() + " to record; a step that ends custody is missing");
    }
    return type.cast(exchange.getMessage().getBody());
  }

  void end(Exchange exchange, Outcome outcome) {
    UnitTally tally = CustodyExchange.tally(exchange);
    if (tally != null) {
      tally.ended(outcome);
    }
    exchange.getMessage().setBody(outcome);
    CustodyExchange.end(exchange, outcome);
    listener.ended(outcome, Duration.between(CustodyExchange.started(exchange), Instant.now()));
  }
}
