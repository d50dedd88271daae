package dev.waybill.fixity.shape;

import dev.waybill.fixity.Condition;
import dev.waybill.fixity.shape.ShapePlace.SourceState;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Comparison of the entries of one place with the versions below {@code incoming/}. */
final class SourceJudge {
  private final JudgeTimes times;
  private final SuspectList suspects;

  SourceJudge(JudgeTimes times, SuspectList suspects) {
    this.times = times;
    this.suspects = suspects;
  }

  void judge(ShapePlace place) {
    for (ShapeRow entry : place.entries()) {
      if (times.isSettled(entry)) {
        judge(place, entry);
      }
    }
    countUnsealed(place);
  }

  private void judge(ShapePlace place, ShapeRow entry) {
    Optional<ShapeRow> source = place.source(entry);
    if (source.isPresent() && source.get().size() != entry.size()) {
      boolean isShorter = source.get().size() < entry.size();
      suspects.entry(isShorter ? Condition.TRUNCATED : Condition.REPLACED, entry);
    } else if (source.isEmpty() && entry.is(ShapeRow.STAYS)) {
      suspects.entry(Condition.GONE, entry);
    } else if (isOnlyAsSource(place, entry) && place.state(entry) == SourceState.COVERED) {
      covered(place, entry);
    }
  }

  /**
   * Returns true when no copy explains why a source is covered. A superseded version is covered,
   * and then a version that is not older was promoted.
   */
  private static boolean isOnlyAsSource(ShapePlace place, ShapeRow entry) {
    return place.copies().isEmpty()
        || entry.is(ShapeRow.STAYS)
        || place.entries().stream()
            .filter(it -> !it.is(ShapeRow.STAYS))
            .filter(it -> place.state(it) == SourceState.REMOVED)
            .noneMatch(it -> it.seconds() >= entry.seconds() - JudgeTimes.SAME_TIME);
  }

  private void covered(ShapePlace place, ShapeRow entry) {
    Optional<ShapeRow> top = place.topSource().filter(times::isSettled);
    if (top.isEmpty()) {
      return;
    }
    if (top.get().is(ShapeRow.MARKER)) {
      suspects.entry(Condition.HIDDEN, entry);
    } else if (place.entries().stream().noneMatch(it -> isOf(it, top.get()))) {
      suspects.entry(Condition.SHADOWED, entry);
    }
  }

  private static boolean isOf(ShapeRow entry, ShapeRow version) {
    return !entry.is(ShapeRow.ELSEWHERE) && entry.versionId() == version.versionId();
  }

  /** Objects that wait or were never sealed are the subject of reconciliation. */
  private void countUnsealed(ShapePlace place) {
    Set<Long> sealed =
        place.entries().stream()
            .filter(it -> !it.is(ShapeRow.ELSEWHERE))
            .map(ShapeRow::versionId)
            .collect(Collectors.toSet());
    suspects.countUnsealed(
        place.sources().stream()
            .filter(it -> times.isSettled(it) && !it.is(ShapeRow.FOLDER))
            .filter(it -> !sealed.contains(it.versionId()))
            .count());
  }
}
