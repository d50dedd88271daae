package dev.waybill.backfill;

import dev.waybill.alert.Report;
import dev.waybill.backfill.BackfillPlan.Phase;
import dev.waybill.backfill.BackfillStore.Stored;
import dev.waybill.fixity.shape.RawVersionPages;
import dev.waybill.log.LogTask;
import dev.waybill.settings.CustodyScopes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leader's part of a backfill: lists, hands out and counts. Each run reads the plan, and stores
 * what it did by one compare-and-set at its end. What it did before that is repeated by the next
 * run, in this or another process, with the same effect.
 */
public final class BackfillPlanner implements LogTask {
  private static final Logger LOG = LoggerFactory.getLogger(BackfillPlanner.class);

  /**
   * Time after which a unit without a result is handed out again. A queue that was purged loses
   * messages, and large objects take long.
   */
  static final Duration LATE = Duration.ofHours(1);

  /** Time from one look for a backfill to the next while there is none. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(15);

  /** Seconds of the rate that are handed out at most, so that a pause is one of seconds. */
  private static final int SECONDS_IN_FLIGHT = 4;

  private static final int MIN_IN_FLIGHT = 4;
  private static final double MILLIS = 1000;

  private final BackfillStore store;
  private final RangeStager stager;
  private final UnitQueue queue;
  private final DoubleSupplier load;
  private final BackfillFindings findings;
  private final Clock clock;
  private final Map<UnitName, Instant> sent = new HashMap<>();
  private @Nullable Instant idleUntil;
  private @Nullable Instant refilled;
  private double allowance;

  /**
   * @param pages pages of the listing of the raw bucket
   * @param scopes the scopes of custody
   * @param load share of the rate that the load of intake leaves, above 0
   */
  public BackfillPlanner(
      BackfillStore store,
      RawVersionPages pages,
      CustodyScopes scopes,
      UnitQueue queue,
      DoubleSupplier load,
      Clock clock) {
    this.store = store;
    this.stager = new RangeStager(store, pages, scopes);
    this.queue = queue;
    this.load = load;
    this.findings = new BackfillFindings(scopes.first().bucket(), clock);
    this.clock = clock;
  }

  @Override
  public List<Report> run() {
    try {
      return step();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("backfill failed cause=\"{}\"; retrying", e.getMessage());
      LOG.debug("backfill failed", e);
    }
    return List.of();
  }

  private List<Report> step() throws InterruptedException {
    Instant now = clock.instant();
    if (idleUntil != null && now.isBefore(idleUntil)) {
      return List.of();
    }
    Stored stored = store.read();
    BackfillPlan plan = stored.plan();
    if (plan == null || !plan.phase().isOpen()) {
      idleUntil = now.plus(LOOK_EVERY);
      sent.clear();
      return plan == null ? List.of() : findings.of(plan);
    }
    BackfillPlan next = fold(plan);
    resend(next, now);
    refill(next, now);
    if (next.phase() == Phase.RUNNING) {
      if (next.waiting() < maxInFlight(next)) {
        next = stager.run(next);
      }
      next = send(next, now);
    }
    next = next.compacted(now);
    if (!next.equals(plan) && !store.replace(next, stored.eTag())) {
      LOG.debug("the plan of the backfill was changed by another writer; reading it again");
      return List.of();
    }
    if (next.phase() == Phase.DONE) {
      LOG.info("backfill done job={} counts={}", next.job(), next.counts().byLabel());
    }
    return findings.of(next);
  }

  /** Counts results in the order of the units, so that one number says which are counted. */
  private BackfillPlan fold(BackfillPlan plan) {
    BackfillPlan next = plan;
    for (RangeState range : plan.ranges()) {
      List<UnitName> open = new ArrayList<>();
      for (int at = range.folded(); at < range.sent(); at++) {
        open.add(range.unit(plan.job(), at));
      }
      List<Optional<UnitResult>> results = store.results(open);
      for (int at = 0; at < open.size() && results.get(at).isPresent(); at++) {
        UnitResult result = results.get(at).get();
        next =
            next.counting(result.counts(), result.bytes(), result.failures())
                .changing(range.number(), it -> it.foldedMore(1));
        sent.remove(open.get(at));
      }
    }
    return next;
  }

  /** Hands out again what another leader handed out, and what has no result for long. */
  private void resend(BackfillPlan plan, Instant now) {
    List<UnitName> again = new ArrayList<>();
    for (RangeState range : plan.ranges()) {
      for (int at = range.folded(); at < range.sent(); at++) {
        UnitName unit = range.unit(plan.job(), at);
        Instant last = sent.get(unit);
        if (last == null || !now.isBefore(last.plus(LATE))) {
          again.add(unit);
        }
      }
    }
    send(again, now);
  }

  private void refill(BackfillPlan plan, Instant now) {
    Instant last = Objects.requireNonNullElse(refilled, now);
    double seconds = Math.max(0, Duration.between(last, now).toMillis() / MILLIS);
    refilled = now;
    allowance =
        Math.min(
            allowance + seconds * plan.rate() * load.getAsDouble() / BackfillUnit.MAX_VERSIONS,
            maxInFlight(plan));
  }

  private BackfillPlan send(BackfillPlan plan, Instant now) {
    List<UnitName> units = new ArrayList<>();
    BackfillPlan next = plan;
    int room = Math.min((int) allowance, maxInFlight(plan) - plan.inFlight());
    for (RangeState range : plan.ranges()) {
      int more = Math.max(0, Math.min(range.staged() - range.sent(), room - units.size()));
      for (int at = 0; at < more; at++) {
        units.add(range.unit(plan.job(), range.sent() + at));
      }
      next = next.changing(range.number(), it -> it.sentMore(more));
    }
    send(units, now);
    allowance -= units.size();
    return next;
  }

  private void send(List<UnitName> units, Instant now) {
    if (!units.isEmpty()) {
      queue.send(units);
      units.forEach(it -> sent.put(it, now));
    }
  }

  private static int maxInFlight(BackfillPlan plan) {
    return Math.max(MIN_IN_FLIGHT, plan.rate() * SECONDS_IN_FLIGHT / BackfillUnit.MAX_VERSIONS);
  }
}
