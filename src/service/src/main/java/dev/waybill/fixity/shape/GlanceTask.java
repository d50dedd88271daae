package dev.waybill.fixity.shape;

import dev.waybill.alert.Report;
import dev.waybill.fixity.RepeatedRounds;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Glance at the raw bucket as a scheduled task of the leader. What the listing makes suspect is
 * examined singly, and only what the examination finds is reported.
 */
public final class GlanceTask {
  private static final Logger LOG = LoggerFactory.getLogger(GlanceTask.class);

  private final ScopeScans scans;
  private final SuspectExamination examination;
  private final GlanceDefects defects;
  private final Consumer<ShapeReport> listener;
  private final Clock clock;
  private final RepeatedRounds rounds = new RepeatedRounds();

  /**
   * @param listener receives the report of each glance; must not throw
   */
  public GlanceTask(
      ScopeScans scans,
      SuspectExamination examination,
      GlanceDefects defects,
      Consumer<ShapeReport> listener,
      Clock clock) {
    this.scans = scans;
    this.examination = examination;
    this.defects = defects;
    this.listener = listener;
    this.clock = clock;
  }

  /** Runs one glance, and returns findings and ends of findings. */
  public synchronized List<Report> run() {
    try {
      ShapeReport report = scans.run(ShapeListener.NONE);
      List<ShapeFinding> found = examination.examine(report.suspects());
      log(report, found.size());
      listener.accept(report);
      return defects.reports(report, found, clock.instant());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.info("glance at the raw bucket interrupted");
    } catch (RuntimeException e) {
      LOG.warn(
          "glance at the raw bucket failed cause=\"{}\"; retrying at the next one", e.getMessage());
      LOG.debug("glance at the raw bucket failed", e);
    }
    return List.of();
  }

  private void log(ShapeReport report, int found) {
    Level level = rounds.isNews(found, clock.instant()) ? Level.INFO : Level.DEBUG;
    LOG.atLevel(level)
        .log(
            "glance at the raw bucket ended versions={} entries={} calls={} suspects={} open={}",
            report.listed(),
            report.entries(),
            report.calls(),
            report.suspected(),
            found);
    if (!report.isComplete()) {
      LOG.warn(
          "glance at the raw bucket is incomplete unjudged={} vanished={} suspects={} examined={}",
          report.unjudged(),
          report.vanished(),
          report.suspected(),
          report.suspects().size());
    }
  }
}
