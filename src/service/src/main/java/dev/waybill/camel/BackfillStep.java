package dev.waybill.camel;

import dev.waybill.backfill.BackfillVersion;
import dev.waybill.backfill.UnitName;
import dev.waybill.backfill.UnitTally;
import dev.waybill.backfill.UnitWorker;
import dev.waybill.custody.order.CustodyStep;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.model.Sealed;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Bean {@code backfill}: turns a unit of a backfill into versions in custody. */
public final class BackfillStep {
  private final UnitWorker worker;
  private final CustodyListener listener;

  public BackfillStep(UnitWorker worker, CustodyListener listener) {
    this.worker = worker;
    this.listener = listener;
  }

  /** Returns the versions of the unit that the message names; none when there is nothing to do. */
  @CustodyStep
  public List<BackfillVersion> read(Exchange exchange) {
    String message = exchange.getMessage().getBody(String.class);
    CustodyExchange.start(exchange, message);
    Optional<UnitTally> tally = worker.begin(message);
    tally.ifPresent(it -> CustodyExchange.setTally(exchange, it));
    return tally.map(it -> it.unit().versions()).orElseGet(List::of);
  }

  /**
   * Takes a version into custody at its turn, unless it is sealed already.
   *
   * @throws IllegalStateException when the body is not a version of a unit
   */
  @CustodyStep(
      needsBody = BackfillVersion.class,
      reaches = Received.class,
      gives = BackfillVersion.class,
      orGives = Skipped.class)
  public void receive(Exchange exchange) throws InterruptedException {
    UnitTally tally = CustodyExchange.tally(exchange);
    if (tally == null || !(exchange.getMessage().getBody() instanceof BackfillVersion version)) {
      throw new IllegalStateException("the step backfill.receive needs a version of a unit");
    }
    worker.awaitTurn();
    UnitName unit = tally.unit().name();
    Received received = worker.received(unit, version);
    CustodyExchange.reach(exchange, received);
    Optional<SkipReason> skipped = worker.skipped(unit, received);
    if (skipped.isPresent()) {
      exchange.getMessage().setBody(new Skipped(skipped.get(), "met by a backfill"));
    } else {
      listener.reached(received);
    }
  }

  /** Returns true for a sealed version that stays where it is. */
  @CustodyStep(needs = Sealed.class)
  public boolean isInPlace(Exchange exchange) {
    return CustodyExchange.require(exchange, Sealed.class, "backfill.isInPlace")
            .received()
            .purpose()
        == Purpose.BACKFILL;
  }

  /** Stores the result of the unit, after which the message may be deleted. */
  @CustodyStep(needsBody = CustodyStep.EndedRecords.class)
  public void end(Exchange exchange) throws InterruptedException {
    UnitTally tally = CustodyExchange.tally(exchange);
    if (tally != null) {
      worker.end(tally);
    }
  }
}
