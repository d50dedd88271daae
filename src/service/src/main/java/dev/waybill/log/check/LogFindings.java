package dev.waybill.log.check;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Conversion of defects to findings, one for each object, and of their absence to ends. The number
 * of findings is bounded; one more finding stands for the others.
 */
final class LogFindings {
  /** Limit of the findings of one rule. */
  static final int MAX_OF_RULE = 20;

  /** Time after which a defect that lasts is reported again. */
  private static final Duration REPEAT_INTERVAL = Duration.ofHours(1);

  private final String bucket;
  private final Consumer<Report> reports;

  /** Reported defects by the uid of their finding. */
  private final Map<String, Reported> open = new LinkedHashMap<>();

  private record Reported(LogDefect defect, Instant at) {}

  /**
   * @param bucket the provenance bucket
   * @param reports receives the findings; never throws
   */
  LogFindings(String bucket, Consumer<Report> reports) {
    this.bucket = bucket;
    this.reports = reports;
  }

  /** Returns the defects that were reported and have not ended. */
  List<LogDefect> open() {
    return open.values().stream().map(Reported::defect).toList();
  }

  /**
   * Reports the defects of a cycle.
   *
   * @param isComplete true when everything about the open defects was checked again, so that the
   *     absence of one is its end
   */
  void report(List<LogDefect> defects, boolean isComplete, Instant now) {
    Map<String, LogDefect> found = bounded(defects);
    if (isComplete) {
      end(found, now);
    }
    found.forEach(
        (uid, defect) -> {
          Reported before = open.get(uid);
          if (before == null || !before.at().plus(REPEAT_INTERVAL).isAfter(now)) {
            open.put(uid, new Reported(defect, now));
            reports.accept(finding(uid, defect, now));
          }
        });
  }

  private Map<String, LogDefect> bounded(List<LogDefect> defects) {
    Map<String, LogDefect> bounded = new LinkedHashMap<>();
    Map<LogDefectKind, List<LogDefect>> kinds =
        defects.stream()
            .collect(Collectors.groupingBy(LogDefect::kind, TreeMap::new, Collectors.toList()));
    kinds.forEach(
        (kind, all) -> {
          all.stream().limit(MAX_OF_RULE).forEach(it -> bounded.put(uid(it), it));
          if (all.size() > MAX_OF_RULE) {
            int more = all.size() - MAX_OF_RULE;
            LogDefect others = new LogDefect(kind, "", "further objects with it: " + more);
            bounded.put(uid(others), others);
          }
        });
    return bounded;
  }

  private String uid(LogDefect defect) {
    return defect.kind().rule() + "/" + bucket + "/" + defect.key();
  }

  private void end(Map<String, LogDefect> found, Instant now) {
    Iterator<Map.Entry<String, Reported>> all = open.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, Reported> each = all.next();
      LogDefectKind kind = each.getValue().defect().kind();
      if (!found.containsKey(each.getKey()) && !kind.isLasting()) {
        all.remove();
        reports.accept(
            new FindingEnd(each.getKey(), kind.rule(), now, "a later check found it right"));
      }
    }
  }

  private Finding finding(String uid, LogDefect defect, Instant now) {
    LogDefectKind kind = defect.kind();
    return new Finding(
        uid,
        kind.rule(),
        kind.title(),
        kind.severity(),
        (defect.key().isEmpty() ? "" : defect.key() + " of " + bucket + ": ") + defect.detail(),
        kind.fix(),
        "arn:aws:s3:::" + bucket + (defect.key().isEmpty() ? "" : "/" + defect.key()),
        now);
  }
}
