package dev.waybill.fixity.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.watch.WatchList;
import dev.waybill.fixity.watch.WatchedDefect;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Findings of glances, also across restarts and changes of the leader. */
class GlanceDefectsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Suspect.OfVersion EXTRA =
      new Suspect.OfVersion(FixityCondition.EXTRA, new ObjectVersion("raw", "processed/k", "v1"));
  private static final Suspect.OfEntry HIDDEN = new Suspect.OfEntry(FixityCondition.HIDDEN, 7);

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final WatchList watch = new WatchList(store);

  /** Examinations of entries; those without one are intact. */
  private final Map<Long, Examination> examinations = new HashMap<>();

  /** Findings that were reported and did not end. */
  private final Map<String, Finding> open = new HashMap<>();

  /** Returns what a process has that begins now. */
  private GlanceDefects process() {
    return new GlanceDefects(
        index -> examinations.getOrDefault(index, examination(index, FixityCondition.INTACT)),
        watch,
        new Findings());
  }

  /** Findings with the names of the conditions. */
  private static final class Findings implements GlanceFindings {
    @Override
    public Optional<Finding> of(ShapeFinding found, Instant now) {
      String uid = found.condition().label() + place(found.suspect());
      return Optional.of(new Finding(uid, "r", "t", Severity.CRITICAL, "m", "f", "arn", now));
    }

    private static String place(Suspect suspect) {
      return suspect instanceof Suspect.OfEntry entry
          ? "/" + entry.index()
          : "/" + ((Suspect.OfVersion) suspect).version().key();
    }

    @Override
    public FindingEnd end(WatchedDefect defect, Instant now) {
      String place =
          defect instanceof WatchedDefect.OfEntry entry
              ? "/" + entry.index()
              : "/" + ((WatchedDefect.OfVersion) defect).version().key();
      return new FindingEnd(defect.condition().label() + place, "r", now, "over");
    }
  }

  private static Examination examination(long index, FixityCondition condition) {
    Rung rung = condition.kind() == FixityCondition.Kind.OPEN ? Rung.SHAPE : Rung.BYTES;
    return new Examination(index, rung, condition, 0, 0, null, null, null);
  }

  private static ShapeFinding found(Suspect suspect, FixityCondition condition) {
    return suspect instanceof Suspect.OfEntry entry
        ? new ShapeFinding(suspect, condition, examination(entry.index(), condition))
        : new ShapeFinding(suspect, condition, null);
  }

  private static ShapeReport report(long unjudged) {
    return new ShapeReport(NOW, NOW, 1, 1, 1, 0, 0, Map.of(), List.of(), 0, unjudged, 0);
  }

  private void glance(GlanceDefects defects, ShapeFinding... found) throws InterruptedException {
    glance(defects, report(0), found);
  }

  private void glance(GlanceDefects defects, ShapeReport report, ShapeFinding... found)
      throws InterruptedException {
    for (Report each : defects.reports(report, List.of(found), NOW)) {
      if (each instanceof Finding finding) {
        open.put(finding.uid(), finding);
      } else {
        open.remove(each.uid());
      }
    }
  }

  @Test
  void endsExtraVersionThatWasRemovedAlsoUnderAnotherLeader() throws InterruptedException {
    glance(process(), found(EXTRA, FixityCondition.EXTRA));
    assertThat(open).containsOnlyKeys("extra/processed/k");
    glance(process());
    assertThat(open).isEmpty();
    assertThat(watch.all()).isEmpty();
  }

  @Test
  void keepsExtraVersionThatWasNotJudgedOrCannotBeRead() throws InterruptedException {
    glance(process(), found(EXTRA, FixityCondition.EXTRA));
    glance(process(), report(1));
    glance(process(), found(EXTRA, FixityCondition.UNREADABLE));
    assertThat(open).hasSize(1);
    assertThat(watch.all()).hasSize(1);
  }

  @Test
  void endsDefectOfEntryOnlyWhenItsBytesAreReadAgain() throws InterruptedException {
    examinations.put(7L, examination(7, FixityCondition.ALTERED));
    glance(process(), found(HIDDEN, FixityCondition.ALTERED));
    // The marker was removed, so that the listing suspects nothing.
    glance(process());
    assertThat(open).containsOnlyKeys("altered/7");
    examinations.put(7L, examination(7, FixityCondition.UNREADABLE));
    glance(process());
    assertThat(open).containsOnlyKeys("altered/7");
    examinations.remove(7L);
    glance(process());
    assertThat(open).isEmpty();
    assertThat(watch.all()).isEmpty();
  }

  @Test
  void replacesDefectThatHasBecomeAnotherOne() throws InterruptedException {
    glance(process(), found(HIDDEN, FixityCondition.HIDDEN));
    examinations.put(7L, examination(7, FixityCondition.GONE));
    glance(process());
    assertThat(open).containsOnlyKeys("gone/7");
    assertThat(watch.all()).containsExactly(new WatchedDefect.OfEntry(FixityCondition.GONE, 7));
  }

  @Test
  void endsWhatAnEventFound() throws InterruptedException {
    var unused = watch.add(List.of(new WatchedDefect.OfEntry(FixityCondition.ALTERED, 9)));
    open.put("altered/9", new Findings().of(found(HIDDEN, FixityCondition.GONE), NOW).get());
    glance(process());
    assertThat(open).isEmpty();
  }

  @Test
  void storesDefectBeforeItIsReported() throws InterruptedException {
    // A process that is killed here has reported nothing, and the next one knows.
    var unused = process().reports(report(0), List.of(found(EXTRA, FixityCondition.EXTRA)), NOW);
    assertThat(watch.all()).hasSize(1);
    glance(process(), found(EXTRA, FixityCondition.EXTRA));
    assertThat(open).hasSize(1);
  }
}
