package dev.waybill.fixity.plan;

import dev.waybill.alert.Report;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.plan.PlannerStatus.State;
import dev.waybill.fixity.watch.WatchedDefect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Planner of re-verification, which the leader runs every few seconds. It keeps the state of the
 * store in memory; a second leader does no harm, because a conditional write decides each change.
 */
public final class FixityPlanner {
  /** Step back of the clock after which everything is read again. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private final PlanKeeper keeper;
  private final FixityStateStore store;
  private final Ports ports;
  private final WorkBudget budget;
  private final PromiseFindings promise;
  private Parts parts;
  private @Nullable Instant last;

  /**
   * Ports and values from outside.
   *
   * @param log entries of the log
   * @param results results of units of work
   * @param queue queue of units of work
   * @param bucket the provenance bucket, for findings
   * @param open findings whose incidents are open, as far as this process knows
   * @param watched defects that were found outside of the cycle
   * @param reports receives the findings; never throws and does not block
   * @param drills receives each examination of a cycle
   */
  public record Ports(
      LoggedEntries log,
      TileResultReader results,
      TileQueue queue,
      FixityPrices prices,
      String bucket,
      Supplier<List<OpenFinding>> open,
      Supplier<Set<WatchedDefect>> watched,
      Consumer<Report> reports,
      DrillListener drills) {}

  /** Parts that begin anew when this process cannot trust its memory. */
  private record Parts(
      InFlightTiles inFlight,
      SliceBook book,
      EarlierDefects earlier,
      UnfoundedFindings unfounded,
      ResultFolder folder,
      TaskSender sender) {}

  public FixityPlanner(
      FixityStateStore store,
      Ports ports,
      PlanInputs inputs,
      CycleEndListener listener,
      LoadGate gate) {
    this.store = store;
    this.ports = ports;
    keeper = new PlanKeeper(store, ports.log(), inputs, listener);
    budget = new WorkBudget(gate, ports.prices());
    promise = new PromiseFindings(ports.bucket(), ports.reports());
    parts = begin();
  }

  private Parts begin() {
    InFlightTiles inFlight = new InFlightTiles();
    SliceBook book = new SliceBook(store, inFlight);
    DefectFindings findings = new DefectFindings(ports.bucket(), ports.reports(), ports.drills());
    return new Parts(
        inFlight,
        book,
        new EarlierDefects(book, ports.log(), findings),
        new UnfoundedFindings(ports.bucket(), ports.open(), ports.watched(), book, ports.reports()),
        new ResultFolder(ports.results(), ports.log(), book, inFlight, findings, budget),
        new TaskSender(ports.queue(), ports.log(), book, inFlight, budget, ports.prices()));
  }

  /**
   * Forgets what this process knows, so that the next run reads it again. To be called when the
   * process becomes the leader, because another one has changed the store.
   */
  public synchronized void reset() {
    keeper.reset();
    parts = begin();
  }

  /**
   * Makes one step: counts results, ends the cycle when it is over, and gives out work.
   *
   * @throws RuntimeException when the store, the log or the queue fails; the next run repeats it
   */
  public synchronized PlannerStatus run(Instant now) {
    if (last != null && now.isBefore(last.minus(CLOCK_TOLERANCE))) {
      reset();
    }
    last = now;
    Optional<FixityPlan> current = keeper.current(now);
    if (current.isEmpty()) {
      return status(State.WAITING, null, null, 0, 0);
    }
    FixityPlan plan = current.get();
    parts.book().use(plan);
    if (!parts.book().load(now)) {
      return status(State.LOADING, plan, null, 0, 0);
    }
    parts.earlier().report(now);
    int counted = parts.folder().run(now);
    parts.unfounded().run(now);
    BurnRate rate = rate(plan, now);
    promise.report(rate, plan.policy(), now);
    if (keeper.endCycle(progress(), now).isPresent()) {
      return status(State.LOADING, plan, rate, counted, 0);
    }
    keeper.handOver(now);
    return status(State.WORKING, plan, rate, counted, parts.sender().run(plan.policy(), now));
  }

  private BurnRate rate(FixityPlan plan, Instant now) {
    return BurnRate.of(plan, progress(), ports.prices(), budget.share(), now);
  }

  private CycleProgress progress() {
    return parts.book().slices().progress();
  }

  private PlannerStatus status(
      State state, @Nullable FixityPlan plan, @Nullable BurnRate rate, int counted, int sent) {
    CoverageStrip strip =
        plan == null || state != State.WORKING
            ? CoverageStrip.NONE
            : StripMaker.of(parts.book(), plan);
    return new PlannerStatus(
        state, plan, progress(), rate, strip, counted, sent, parts.inFlight().size());
  }
}
