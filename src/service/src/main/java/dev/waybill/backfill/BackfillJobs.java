package dev.waybill.backfill;

import dev.waybill.backfill.BackfillPlan.Phase;
import dev.waybill.backfill.BackfillStore.Stored;
import java.time.Clock;
import java.util.Optional;

/** Orders of a person to the leader, by the stored plan. */
public final class BackfillJobs {
  private static final int MAX_ATTEMPTS = 50;

  private final BackfillStore store;
  private final Clock clock;

  public BackfillJobs(BackfillStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Returns the backfill that has not ended; empty when there is none. */
  public Optional<BackfillPlan> open() {
    return store.plan().filter(it -> it.phase().isOpen());
  }

  /**
   * Begins a backfill.
   *
   * @return false when another one has not ended
   */
  public boolean begin(BackfillPlan plan) {
    Stored stored = store.read();
    BackfillPlan last = stored.plan();
    return (last == null || !last.phase().isOpen()) && store.replace(plan, stored.eTag());
  }

  /**
   * Brings the open backfill into another phase.
   *
   * @return the plan; empty when there is no open backfill
   */
  public Optional<BackfillPlan> change(Phase phase) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Stored stored = store.read();
      BackfillPlan plan = stored.plan();
      if (plan == null || !plan.phase().isOpen()) {
        return Optional.empty();
      }
      BackfillPlan changed = plan.in(phase, phase.isOpen() ? null : clock.instant());
      if (changed.equals(plan) || store.replace(changed, stored.eTag())) {
        return Optional.of(changed);
      }
    }
    throw new IllegalStateException("the plan is changed all the time by other writers; try again");
  }
}
