package dev.waybill.status;

import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.daily.LastReconciliation;
import java.time.Clock;
import java.time.Duration;

/** Source of the last reconciliation, which is not known when it is too old. */
public final class CustodySource implements StatusSource<Reconciliation> {
  /** Time that a run and its sources may take. */
  private static final Duration RUN = Duration.ofHours(3);

  private final LastReconciliation last;
  private final Duration every;
  private final Clock clock;

  /**
   * @param every time from one reconciliation to the next
   */
  public CustodySource(LastReconciliation last, Duration every, Clock clock) {
    this.last = last;
    this.every = every;
    this.clock = clock;
  }

  @Override
  public Reconciliation read() throws NotKnownException {
    Reconciliation result =
        last.read()
            .orElseThrow(
                () ->
                    new NotKnownException("no complete reconciliation of the last days is there"));
    Duration age = Duration.between(result.asOf(), clock.instant());
    if (age.compareTo(every.multipliedBy(2).plus(RUN)) > 0) {
      throw new NotKnownException("the last one is " + StatusText.span(age) + " old");
    }
    return result;
  }
}
