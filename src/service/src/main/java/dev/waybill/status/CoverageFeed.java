package dev.waybill.status;

import dev.waybill.fixity.plan.BurnRate;
import dev.waybill.fixity.plan.FixityPlan;
import dev.waybill.fixity.plan.PlannerStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Source of coverage: the last run of the planner, which has the numbers of all slices. */
public final class CoverageFeed implements StatusSource<CoverageStatus> {
  /** The planner runs every few seconds; an older run says nothing about the present. */
  private static final Duration MAX_AGE = Duration.ofMinutes(2);

  private final Clock clock;
  private volatile @Nullable Run last;
  private volatile @Nullable CoverageStatus counted;

  private record Run(Instant at, PlannerStatus.State state) {}

  public CoverageFeed(Clock clock) {
    this.clock = clock;
  }

  /** Takes the outcome of a run of the planner. */
  public void planned(PlannerStatus status) {
    Instant now = clock.instant();
    last = new Run(now, status.state());
    FixityPlan plan = status.plan();
    BurnRate rate = status.rate();
    if (status.state() == PlannerStatus.State.WORKING && plan != null && rate != null) {
      counted = new CoverageStatus(now, plan, status.progress(), rate, status.strip());
    }
  }

  @Override
  public CoverageStatus read() throws NotKnownException {
    Run run = last;
    if (run == null) {
      throw new NotKnownException("this replica has not planned it; the leader's page shows it");
    }
    CoverageStatus status = counted;
    if (status != null && isRecent(status.at())) {
      return status;
    }
    if (!isRecent(run.at())) {
      throw new NotKnownException("this replica has not planned it for some minutes");
    }
    throw new NotKnownException(
        run.state() == PlannerStatus.State.WAITING
            ? "nothing is in the log yet"
            : "the states are being read");
  }

  private boolean isRecent(Instant at) {
    return !at.isBefore(clock.instant().minus(MAX_AGE));
  }
}
