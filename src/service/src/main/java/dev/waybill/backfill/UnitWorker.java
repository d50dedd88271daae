package dev.waybill.backfill;

import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.model.SkipReason;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Worker of a replica. A message is a hint: a unit that is not stored is not sealed, and one that
 * has a result is not sealed again. Thread-safe.
 */
public final class UnitWorker {
  private static final Logger LOG = LoggerFactory.getLogger(UnitWorker.class);
  private static final long DURABLE_TIMEOUT_SECONDS = 60;

  private final BackfillStore store;
  private final SealOrigins origins;
  private final CustodyScopes scopes;
  private final Consumer<Runnable> whenDurable;
  private final Clock clock;
  private final SealPace pace;

  /**
   * @param whenDurable runs an action when the entries of all records sealed before are durable
   */
  public UnitWorker(
      BackfillStore store,
      SealOrigins origins,
      CustodyScopes scopes,
      Consumer<Runnable> whenDurable,
      Clock clock) {
    this(store, origins, scopes, whenDurable, clock, new SealPace());
  }

  UnitWorker(
      BackfillStore store,
      SealOrigins origins,
      CustodyScopes scopes,
      Consumer<Runnable> whenDurable,
      Clock clock,
      SealPace pace) {
    this.store = store;
    this.origins = origins;
    this.scopes = scopes;
    this.whenDurable = whenDurable;
    this.clock = clock;
    this.pace = pace;
  }

  /**
   * Returns the tally of the unit that a message names; empty when there is nothing to seal. The
   * rate of the backfill holds for its versions.
   */
  public Optional<UnitTally> begin(String message) {
    Optional<UnitName> name = UnitName.parse(message);
    if (name.isEmpty()) {
      LOG.warn("message of the backfill queue dropped: it names no unit");
      return Optional.empty();
    }
    if (store.results(List.of(name.get())).get(0).isPresent()) {
      return Optional.empty();
    }
    Optional<UnitTally> tally = store.unit(name.get()).map(it -> new UnitTally(it, origins));
    if (tally.isEmpty()) {
      LOG.warn("message of the backfill queue dropped: there is no unit {}", name.get().message());
    } else {
      store.plan().ifPresent(it -> pace.set(it.rate()));
    }
    return tally;
  }

  /** Waits until a version may begin at the rate of the backfill. */
  public void awaitTurn() throws InterruptedException {
    pace.await();
  }

  /**
   * Returns the first stage of a version.
   *
   * @param unit name of its unit
   */
  public Received received(UnitName unit, BackfillVersion version) {
    return new Received(
        new ObjectVersion(scopes.first().bucket(), version.key(), version.versionId()),
        BackfillScope.purpose(scopes, version.key()),
        version.eTag(),
        version.size(),
        null,
        null,
        unit.notification(),
        clock.instant());
  }

  /**
   * Returns the reason why a version is not sealed; empty for one that is. An object below the
   * incoming prefix that this or another backfill sealed is promoted still.
   *
   * @throws dev.waybill.model.RejectedException when its record is invalid
   */
  public Optional<SkipReason> skipped(UnitName unit, Received received) {
    Optional<String> notification = origins.notification(received.version());
    if (notification.isPresent()) {
      boolean isContinued =
          received.purpose() == Purpose.BACKFILL_PROMOTE
              ? notification.get().startsWith("backfill/")
              : notification.get().equals(unit.notification());
      return isContinued ? Optional.empty() : Optional.of(SkipReason.ALREADY_SEALED);
    }
    return origins.isPromotedCopy(received.version())
        ? Optional.of(SkipReason.PROMOTED_COPY)
        : Optional.empty();
  }

  /**
   * Writes the result of a unit, once the entries of its records are durable.
   *
   * @throws IllegalStateException when a version has no end, or the entries are not durable in time
   */
  public void end(UnitTally tally) throws InterruptedException {
    UnitResult result = tally.result();
    CountDownLatch durable = new CountDownLatch(1);
    whenDurable.accept(durable::countDown);
    if (!durable.await(DURABLE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the entries of the log are not durable");
    }
    if (!store.write(tally.unit().name(), result)) {
      LOG.debug("unit {} has a result already", tally.unit().name());
    }
  }
}
