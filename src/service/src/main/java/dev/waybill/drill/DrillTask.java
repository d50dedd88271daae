package dev.waybill.drill;

import dev.waybill.alert.Report;
import dev.waybill.drill.DrillRounds.Round;
import dev.waybill.log.LogTask;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drills as a scheduled task of the leader. */
public final class DrillTask implements LogTask {
  private static final Logger LOG = LoggerFactory.getLogger(DrillTask.class);

  private final DrillRounds rounds;
  private final DrillPlan plan;
  private final Consumer<DrillState> listener;

  /**
   * @param listener receives the state after each round; must not throw
   */
  public DrillTask(DrillRounds rounds, DrillPlan plan, Consumer<DrillState> listener) {
    this.rounds = rounds;
    this.plan = plan;
    this.listener = listener;
  }

  private static void log(Drill drill) {
    Duration took = drill.took();
    LOG.info(
        "drill ended drill={} alteration={} outcome={} seconds={}",
        drill.id(),
        drill.kind().label(),
        drill.phase(),
        took == null ? "none" : took.toSeconds());
  }

  @Override
  public List<Report> run() {
    try {
      Round round = rounds.run(plan::begin);
      listener.accept(round.state());
      Drill drill = round.state().current();
      if (drill != null && drill.phase().isEnd() && !round.reports().isEmpty()) {
        log(drill);
      }
      return round.reports();
    } catch (RuntimeException e) {
      LOG.warn("drill failed cause=\"{}\"; retrying with the next round", e.getMessage());
      LOG.debug("drill failed", e);
      return List.of();
    }
  }
}
