package dev.waybill.fixity.plan;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileResult;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Findings about defects of sealed versions, one for each version up to a limit, and one for all
 * further ones. A defect is reported when a result shows it first, and ends when a later result
 * shows that the bytes are intact; the state of the slice remembers it in between.
 */
final class DefectFindings {
  /** Limit of the open findings about single versions. */
  static final int MAX_SINGLE = 100;

  static final String FURTHER = "fixity-defects";

  private final String bucket;
  private final Consumer<Report> reports;
  private final DrillListener drills;

  /**
   * @param bucket the provenance bucket
   * @param reports receives the reports; never throws and does not block
   * @param drills receives each examination
   */
  DefectFindings(String bucket, Consumer<Report> reports, DrillListener drills) {
    this.bucket = bucket;
    this.drills = drills;
    this.reports = reports;
  }

  /**
   * Reports what a result changes.
   *
   * @param before open defects of the tile
   * @param counts numbers of open defects of the log, which are updated
   * @return open defects of the tile after the result
   */
  List<OpenDefect> apply(
      List<OpenDefect> before,
      TileResult result,
      List<LogEntry> entries,
      DefectCounts counts,
      Instant now) {
    Map<Long, OpenDefect> known = new HashMap<>();
    before.forEach(it -> known.put(it.index(), it));
    List<OpenDefect> after = new ArrayList<>();
    for (int at = 0; at < result.examinations().size(); at++) {
      Examination each = result.examinations().get(at);
      drills.examined(each, entries.get(at), now);
      OpenDefect defect = next(known.get(each.index()), each, entries.get(at), counts, now);
      if (defect != null) {
        after.add(defect);
      }
    }
    reportFurther(counts, now);
    return after;
  }

  private @Nullable OpenDefect next(
      @Nullable OpenDefect known,
      Examination examination,
      LogEntry entry,
      DefectCounts counts,
      Instant now) {
    FixityCondition condition = examination.condition();
    boolean isProven = condition == FixityCondition.INTACT && examination.rung() == Rung.BYTES;
    if (known != null && (condition == known.condition() || (!condition.isDefect() && !isProven))) {
      return known;
    }
    if (known != null) {
      end(known, isProven, counts, now);
    }
    if (!condition.isDefect()) {
      return null;
    }
    boolean isSingle = counts.single() < MAX_SINGLE;
    counts.opened(isSingle);
    if (isSingle) {
      reports.accept(DefectFinding.of(bucket, examination, entry, now));
    }
    return new OpenDefect(examination.index(), condition, now, isSingle);
  }

  private void end(OpenDefect defect, boolean isProven, DefectCounts counts, Instant now) {
    counts.ended(defect.isSingle());
    if (defect.isSingle()) {
      reports.accept(
          new FindingEnd(
              DefectFinding.uid(bucket, defect.condition(), defect.index()),
              DefectFinding.rule(defect.condition()),
              now,
              isProven ? "the bytes were read again and are intact" : "another defect was found"));
    }
  }

  /** Reports a defect that an earlier leader stored, and of which it may not have reported. */
  void repeat(OpenDefect defect, LogEntry entry) {
    reports.accept(DefectFinding.of(bucket, defect, entry));
  }

  /** Reports the number of defects without a finding of their own. */
  void reportFurther(long number, Instant now) {
    reports.accept(
        new Finding(
            FURTHER + "/" + bucket,
            FURTHER,
            "Many sealed objects have defects",
            Severity.CRITICAL,
            "further sealed versions with defects: " + number,
            "treat it as one incident with a common cause; the report of re-verification names"
                + " each version",
            "arn:aws:s3:::" + bucket,
            now));
  }

  private void reportFurther(DefectCounts counts, Instant now) {
    if (counts.hasMore()) {
      reportFurther(counts.other(), now);
    } else if (counts.hasNoMore()) {
      reports.accept(
          new FindingEnd(FURTHER + "/" + bucket, FURTHER, now, "no further version has a defect"));
    }
    counts.reported();
  }
}
