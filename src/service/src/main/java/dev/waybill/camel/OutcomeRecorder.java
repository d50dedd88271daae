package dev.waybill.camel;

import dev.waybill.model.AlreadyDone;
import dev.waybill.model.CanarySealed;
import dev.waybill.model.Copied;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Outcome;
import dev.waybill.model.Promoted;
import dev.waybill.model.Sealed;
import dev.waybill.model.Skipped;
import dev.waybill.model.Superseded;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;

/** The bean {@code ledger}: names how custody of one record ended. */
public final class OutcomeRecorder {
  private final CustodyListener listener;

  public OutcomeRecorder(CustodyListener listener) {
    this.listener = listener;
  }

  /** The record asked for no custody. */
  public void skipped(Exchange exchange) {
    end(exchange, body(exchange, Skipped.class));
  }

  /** A canary is sealed. */
  public void canary(Exchange exchange) {
    end(
        exchange,
        new CanarySealed(CustodyExchange.require(exchange, Sealed.class, "ledger.canary")));
  }

  /** A newer version has the destination. */
  public void superseded(Exchange exchange) {
    end(exchange, body(exchange, Superseded.class));
  }

  /** The copy is good and the source is gone. */
  public void promoted(Exchange exchange) {
    Copied copied = CustodyExchange.require(exchange, Copied.class, "ledger.promoted");
    end(
        exchange,
        copied.repeated()
            ? new AlreadyDone(copied.version(), copied.sealed().recordKey())
            : new Promoted(copied));
  }

  /**
   * Every record ends with an outcome.
   *
   * @throws IllegalStateException when this one has none: a step that ends custody is missing
   */
  public void requireEnd(Exchange exchange) {
    body(exchange, Outcome.class);
  }

  private static <T> T body(Exchange exchange, Class<T> type) {
    if (!type.isInstance(exchange.getMessage().getBody())) {
      throw new IllegalStateException(
          "no " + type.getSimpleName() + " to note down; a step that ends custody is missing");
    }
    return type.cast(exchange.getMessage().getBody());
  }

  void end(Exchange exchange, Outcome outcome) {
    exchange.getMessage().setBody(outcome);
    listener.ended(outcome, Duration.between(CustodyExchange.started(exchange), Instant.now()));
  }
}
