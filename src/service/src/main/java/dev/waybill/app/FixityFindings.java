package dev.waybill.app;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.fixity.DrilledObjects;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.plan.DefectFinding;
import dev.waybill.fixity.shape.GlanceFindings;
import dev.waybill.fixity.shape.ShapeFinding;
import dev.waybill.fixity.shape.Suspect;
import dev.waybill.fixity.watch.WatchedDefect;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Findings of a glance, with the identities that the planner gives to the same defects.
 *
 * @param bucket the provenance bucket
 * @param drilled the objects of drills
 * @param entries returns the entry at an index
 */
record FixityFindings(String bucket, DrilledObjects drilled, LongFunction<LogEntry> entries)
    implements GlanceFindings {
  @Override
  public Optional<Finding> of(ShapeFinding found, Instant now) {
    Examination examination = found.examination();
    if (found.suspect() instanceof Suspect.OfVersion extra) {
      return Optional.of(DefectFinding.of(bucket, found.condition(), extra.version(), now));
    }
    return Optional.ofNullable(examination).map(it -> of(it, entries.apply(it.index()), now));
  }

  private Finding of(Examination examination, LogEntry entry, Instant now) {
    return drilled.explain(entry, examination.condition())
        ? DefectFinding.ofDrill(bucket, examination, entry, now)
        : DefectFinding.of(bucket, examination, entry, now);
  }

  @Override
  public FindingEnd end(WatchedDefect defect, Instant now) {
    return DefectFinding.end(bucket, defect, now, "it was examined again, and is as sealed");
  }
}
