package dev.waybill.app;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.examine.LocatedSeal;
import dev.waybill.fixity.examine.TouchedObjects.DefectReports;
import dev.waybill.fixity.plan.DefectFinding;
import dev.waybill.fixity.watch.WatchedDefect;
import java.time.Instant;

/**
 * Findings about objects that somebody touched, with the identities that the planner gives to the
 * same defects.
 *
 * @param bucket the provenance bucket
 */
record TouchedFindings(String bucket) implements DefectReports {
  @Override
  public Finding of(Examination examination, LocatedSeal seal, Instant now) {
    return DefectFinding.of(bucket, examination, seal.entry(), now);
  }

  @Override
  public FindingEnd end(WatchedDefect defect, Instant now) {
    return DefectFinding.end(bucket, defect, now, "it was examined again, and is as sealed");
  }
}
