package dev.waybill.fixity.shape;

import dev.waybill.alert.Report;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.watch.WatchList;
import dev.waybill.fixity.watch.WatchedDefect;
import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Findings of glances and their ends. Each defect is stored before it is reported, and examined
 * again at each glance until it is as sealed, whoever found it.
 */
public final class GlanceDefects {
  private final Examiner entries;
  private final WatchList watch;
  private final GlanceFindings findings;

  /**
   * @param entries examines entries again
   */
  public GlanceDefects(Examiner entries, WatchList watch, GlanceFindings findings) {
    this.entries = entries;
    this.watch = watch;
    this.findings = findings;
  }

  /**
   * Returns what a glance has to report.
   *
   * @param found the suspects that are not intact
   * @throws InterruptedException when the thread was interrupted
   * @throws RuntimeException when the store cannot be reached
   */
  List<Report> reports(ShapeReport report, List<ShapeFinding> found, Instant now)
      throws InterruptedException {
    Map<WatchedDefect, ShapeFinding> current = new LinkedHashMap<>();
    found.stream()
        .filter(it -> it.condition().isDefect())
        .forEach(it -> current.put(watched(it), it));
    List<WatchedDefect> mended = new ArrayList<>();
    for (WatchedDefect each : watch.all()) {
      if (!current.containsKey(each) && isOver(each, report, found, current)) {
        mended.add(each);
      }
    }
    Set<WatchedDefect> watched = watch.add(current.keySet());
    List<Report> reports = new ArrayList<>();
    current.entrySet().stream()
        .filter(it -> watched.contains(it.getKey()))
        .forEach(it -> findings.of(it.getValue(), now).ifPresent(reports::add));
    mended.forEach(it -> reports.add(findings.end(it, now)));
    watch.remove(mended);
    return reports;
  }

  private static WatchedDefect watched(ShapeFinding found) {
    return found.suspect() instanceof Suspect.OfVersion of
        ? new WatchedDefect.OfVersion(found.condition(), of.version())
        : new WatchedDefect.OfEntry(found.condition(), ((Suspect.OfEntry) found.suspect()).index());
  }

  /**
   * Returns true when a defect is mended or has become another one.
   *
   * @param current defects of now, to which that of an examination is added
   */
  private boolean isOver(
      WatchedDefect defect,
      ShapeReport report,
      List<ShapeFinding> found,
      Map<WatchedDefect, ShapeFinding> current)
      throws InterruptedException {
    if (defect instanceof WatchedDefect.OfEntry entry) {
      return isOver(entry, current);
    }
    // What an incomplete glance did not examine may still be there.
    ObjectVersion version = ((WatchedDefect.OfVersion) defect).version();
    return report.isComplete()
        && found.stream()
            .map(ShapeFinding::suspect)
            .noneMatch(it -> it instanceof Suspect.OfVersion of && of.version().equals(version));
  }

  private boolean isOver(WatchedDefect.OfEntry defect, Map<WatchedDefect, ShapeFinding> current)
      throws InterruptedException {
    Examination now = entries.examine(defect.index());
    FixityCondition condition = now.condition();
    if (condition.isDefect()) {
      Suspect suspect = new Suspect.OfEntry(condition, defect.index());
      ShapeFinding found = new ShapeFinding(suspect, condition, now);
      current.put(watched(found), found);
      return condition != defect.condition();
    }
    return condition == FixityCondition.INTACT && now.rung() == Rung.BYTES;
  }
}
