package dev.waybill.fixity.plan;

import dev.waybill.alert.Report;
import dev.waybill.fixity.DrilledObjects;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.watch.WatchList;
import dev.waybill.fixity.watch.WatchedDefect;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Findings about what drills did to their objects, by the results of a cycle. They are stored as
 * the findings of a glance, which ends them, and are no defects of the cycle.
 *
 * @param drilled the objects of drills
 * @param bucket the provenance bucket
 * @param watch defects that were found outside of the cycle
 * @param reports receives the findings; never throws and does not block
 */
public record DrillResults(
    DrilledObjects drilled, String bucket, WatchList watch, Consumer<Report> reports)
    implements DrillListener {
  @Override
  public void examined(Examination examination, LogEntry entry, Instant now) {
    drilled.stated(entry, examination).ifPresent(it -> report(it, entry, now));
  }

  private void report(Examination altered, LogEntry entry, Instant now) {
    WatchedDefect defect = new WatchedDefect.OfEntry(altered.condition(), altered.index());
    if (watch.add(List.of(defect)).contains(defect)) {
      reports.accept(DefectFinding.ofDrill(bucket, altered, entry, now));
    }
  }
}
