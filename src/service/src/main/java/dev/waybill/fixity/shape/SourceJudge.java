package dev.waybill.fixity.shape;

import dev.waybill.fixity.DrilledObjects;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.shape.ShapePlace.SourceState;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Comparison of the entries of one place with the versions that stay where they arrived. */
final class SourceJudge {
  private final JudgeTimes times;
  private final SuspectList suspects;

  SourceJudge(JudgeTimes times, SuspectList suspects) {
    this.times = times;
    this.suspects = suspects;
  }

  void judge(ShapePlace place) {
    if (place.entries().stream().anyMatch(it -> it.is(ShapeRow.DRILLED))) {
      place.entries().stream().filter(times::isSettled).forEach(it -> drilled(place, it));
      return;
    }
    Set<Long> sealed =
        place.entries().stream()
            .filter(it -> !it.is(ShapeRow.ELSEWHERE))
            .map(ShapeRow::versionId)
            .collect(Collectors.toSet());
    Optional<FixityCondition> cover = cover(place, sealed);
    long promoted = lastPromoted(place);
    for (ShapeRow entry : place.entries()) {
      if (times.isSettled(entry)) {
        changed(place, entry);
        if (entry.is(ShapeRow.STAYS) || entry.seconds() > promoted) {
          cover
              .filter(it -> place.state(entry) == SourceState.COVERED)
              .ifPresent(it -> suspects.entry(it, entry));
        }
      }
    }
    countUnsealed(place, sealed);
  }

  /** An object of a drill expires, and until then nothing lies above it. */
  private void drilled(ShapePlace place, ShapeRow entry) {
    Optional<ShapeRow> source = place.source(entry);
    if (source.isEmpty()) {
      return;
    }
    changed(place, entry);
    long expired = source.get().seconds() + DrilledObjects.NEVER_EXPIRED.toSeconds();
    place
        .topSource()
        .filter(it -> !it.equals(source.get()) && times.isSettled(it) && it.seconds() < expired)
        .map(it -> it.is(ShapeRow.MARKER) ? FixityCondition.HIDDEN : FixityCondition.SHADOWED)
        .ifPresent(it -> suspects.entry(it, entry));
  }

  private void changed(ShapePlace place, ShapeRow entry) {
    Optional<ShapeRow> source = place.source(entry);
    if (source.isPresent() && source.get().size() != entry.size()) {
      boolean isShorter = source.get().size() < entry.size();
      suspects.entry(isShorter ? FixityCondition.TRUNCATED : FixityCondition.REPLACED, entry);
    } else if (source.isEmpty() && entry.is(ShapeRow.STAYS)) {
      suspects.entry(FixityCondition.GONE, entry);
    }
  }

  /** Returns the condition of a source that is not the current version; empty when it may be so. */
  private Optional<FixityCondition> cover(ShapePlace place, Set<Long> sealed) {
    return place
        .topSource()
        .filter(it -> times.isSettled(it) && !sealed.contains(it.versionId()))
        .map(it -> it.is(ShapeRow.MARKER) ? FixityCondition.HIDDEN : FixityCondition.SHADOWED);
  }

  /**
   * Returns the time of sealing up to which sources may be covered: a superseded version is, and
   * then one that is not older was promoted.
   */
  private static long lastPromoted(ShapePlace place) {
    return place.copies().isEmpty()
        ? Long.MIN_VALUE
        : place.entries().stream()
            .filter(it -> !it.is(ShapeRow.STAYS))
            .filter(it -> place.state(it) == SourceState.REMOVED)
            .mapToLong(it -> it.seconds() + JudgeTimes.SAME_TIME)
            .max()
            .orElse(Long.MIN_VALUE);
  }

  /** Objects that wait or were never sealed are the subject of reconciliation. */
  private void countUnsealed(ShapePlace place, Set<Long> sealed) {
    suspects.countUnsealed(
        place.sources().stream()
            .filter(it -> times.isSettled(it) && !it.is(ShapeRow.FOLDER))
            .filter(it -> !sealed.contains(it.versionId()))
            .count());
  }
}
