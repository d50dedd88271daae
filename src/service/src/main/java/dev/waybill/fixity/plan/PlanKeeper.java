package dev.waybill.fixity.plan;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.plan.FixityStateStore.Stored;
import dev.waybill.record.object.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plan in force as one leader keeps it. Each change is one conditional write. */
final class PlanKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(PlanKeeper.class);
  private static final Duration RETRY = Duration.ofMinutes(1);

  private final FixityStateStore store;
  private final LoggedEntries log;
  private final PlanInputs inputs;
  private final CycleEndListener listener;
  private final GrowthMarks growth;
  private @Nullable FixityPlan plan;
  private @Nullable String eTag;
  private @Nullable Instant readAt;
  private @Nullable Instant retryAt;

  PlanKeeper(
      FixityStateStore store, LoggedEntries log, PlanInputs inputs, CycleEndListener listener) {
    this.store = store;
    this.log = log;
    this.inputs = inputs;
    this.listener = listener;
    growth = new GrowthMarks(log);
  }

  /** Forgets the plan, so that it is read again. */
  void reset() {
    plan = null;
    eTag = null;
  }

  /**
   * Returns the plan after it was brought up to date with the settings and the log.
   *
   * @return empty when the log is empty, or another leader has changed the plan
   */
  Optional<FixityPlan> current(Instant now) {
    FixityPlan before = isRead(now) ? plan : read(now);
    long size = log.size();
    if (before == null) {
      return size == 0 ? Optional.empty() : write(first(size, now));
    }
    FixityPlan after = before.with(inputs.policy());
    if (GrowthMarks.isDue(after, size, now)) {
      after = after.withMarks(growth.add(after.marks(), size, after.policy(), now));
    }
    return after.equals(before) ? Optional.of(before) : write(after);
  }

  /** The plan is read again from time to time, in case another leader has changed it. */
  private boolean isRead(Instant now) {
    return plan != null
        && readAt != null
        && Duration.between(readAt, now).abs().compareTo(RETRY) < 0;
  }

  private @Nullable FixityPlan read(Instant now) {
    readAt = now;
    Stored<Optional<FixityPlan>> stored = store.plan();
    plan = stored.value().orElse(null);
    eTag = stored.eTag();
    return plan;
  }

  private FixityPlan first(long size, Instant now) {
    FixityPolicy policy = inputs.policy();
    List<SizeMark> marks = growth.add(List.of(), size, policy, now);
    return new FixityPlan(policy, cycle(CycleId.of(now), size), marks, List.of());
  }

  private PlannedCycle cycle(CycleId id, long size) {
    String seed = Sha256.hash(inputs.seed()).hex();
    return new PlannedCycle(id, size, seed, inputs.root(size).orElse(null));
  }

  private Optional<FixityPlan> write(FixityPlan after) {
    Optional<String> written = store.replace(after, eTag);
    if (written.isEmpty()) {
      reset();
      return Optional.empty();
    }
    plan = after;
    eTag = written.get();
    return Optional.of(after);
  }

  /**
   * Ends the cycle when it is over, and begins the next one in the same write.
   *
   * @return the plan with the next cycle; empty when nothing changed
   */
  Optional<FixityPlan> endCycle(CycleProgress progress, Instant now) {
    FixityPlan before = plan;
    if (before == null || !isOver(before, progress, now)) {
      return Optional.empty();
    }
    CycleId next = CycleId.of(now);
    if (next.compareTo(before.cycle().id()) <= 0) {
      return Optional.empty();
    }
    CycleEnd end = new CycleEnd(before.cycle(), now, progress.gaps());
    Optional<FixityPlan> after = write(before.next(end, cycle(next, before.size())));
    after.ifPresent(
        it ->
            LOG.debug(
                "fixity cycle ended cycle={} entries={} gaps={} next={}",
                end.cycle().id(),
                end.cycle().size(),
                end.gaps(),
                next));
    return after;
  }

  private static boolean isOver(FixityPlan plan, CycleProgress progress, Instant now) {
    Instant began = plan.cycle().id().began();
    if (!now.isBefore(began.plus(plan.policy().limit()))) {
      return true;
    }
    boolean isSettled =
        progress.retried() == 0
            || !now.isBefore(began.plus(plan.policy().share(TileSchedule.SETTLED_SHARE)));
    return progress.unexamined() == 0 && isSettled;
  }

  /** Hands the oldest end over that waits; a failure is retried and holds nothing else up. */
  void handOver(Instant now) {
    FixityPlan before = plan;
    if (before == null
        || before.ends().isEmpty()
        || (retryAt != null && now.isBefore(retryAt) && retryAt.isBefore(now.plus(RETRY)))) {
      return;
    }
    CycleEnd end = before.ends().get(0);
    try {
      listener.ended(end);
      retryAt = null;
      write(before.withoutEnd(end));
    } catch (RuntimeException e) {
      retryAt = now.plus(RETRY);
      LOG.warn(
          "fixity statement failed cycle={} cause=\"{}\"; retrying",
          end.cycle().id(),
          e.getMessage());
    }
  }
}
