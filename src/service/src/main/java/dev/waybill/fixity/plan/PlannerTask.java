package dev.waybill.fixity.plan;

import dev.waybill.alert.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Planner as a scheduled task of the leader. */
public final class PlannerTask {
  private static final Logger LOG = LoggerFactory.getLogger(PlannerTask.class);

  /** A pause of this length can mean that another replica was the leader meanwhile. */
  private static final Duration AWAY = Duration.ofSeconds(30);

  private final List<Report> reports = new ArrayList<>();
  private final FixityPlanner planner;
  private final Consumer<PlannerStatus> listener;
  private final Clock clock;
  private @Nullable Instant last;
  private int failures;

  /**
   * @param planner creates the planner, which hands its reports to the given receiver
   * @param listener receives the outcome of each run; must not throw
   */
  public PlannerTask(
      Function<Consumer<Report>, FixityPlanner> planner,
      Consumer<PlannerStatus> listener,
      Clock clock) {
    this.planner = planner.apply(reports::add);
    this.listener = listener;
    this.clock = clock;
  }

  /** Makes one step, and returns findings and ends of findings. */
  public synchronized List<Report> run() {
    Instant now = clock.instant();
    if (last != null && Duration.between(last, now).compareTo(AWAY) > 0) {
      planner.reset();
    }
    try {
      listener.accept(planner.run(now));
      succeeded();
    } catch (RuntimeException e) {
      failed(e);
    }
    last = clock.instant();
    List<Report> made = List.copyOf(reports);
    reports.clear();
    return made;
  }

  private void succeeded() {
    if (failures > 0) {
      LOG.info("planning of re-verification resumed failures={}", failures);
    }
    failures = 0;
  }

  /** Logs the first of consecutive failures only, because the task runs every few seconds. */
  private void failed(RuntimeException failure) {
    if (failures++ == 0) {
      LOG.warn("planning of re-verification failed cause=\"{}\"; retrying", failure.getMessage());
    }
    LOG.debug("planning of re-verification failed", failure);
  }
}
