package dev.waybill.fixity.shape;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.shape.ShapePlace.SourceState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Comparison of the entries of one place with what is listed there. In doubt it finds a suspect,
 * which is examined singly; it must never overlook one.
 */
final class PlaceJudge {
  /** Order of sealing. */
  private static final Comparator<ShapeRow> ORDER =
      Comparator.comparingLong(ShapeRow::seconds).thenComparingLong(ShapeRow::position);

  private final JudgeTimes times;
  private final SuspectList suspects;

  PlaceJudge(JudgeTimes times, SuspectList suspects) {
    this.times = times;
    this.suspects = suspects;
  }

  /** Judges a place. */
  void judge(ShapePlace place) {
    suspects.beginPlace();
    Map<Long, SameSize> sizes = SameSize.of(place);
    new SourceJudge(times, suspects).judge(place);
    missing(place, sizes);
    sizes.values().forEach(this::unaccounted);
    top(place, sizes);
  }

  /** Finds entries whose copy is not there. */
  private void missing(ShapePlace place, Map<Long, SameSize> sizes) {
    List<ShapeRow> needed =
        place.entries().stream()
            .filter(it -> !it.is(ShapeRow.STAYS) && needsCopy(place, it))
            .sorted(ORDER)
            .toList();
    Map<Long, List<ShapeRow>> neededBySize = bySize(needed);
    Map<Long, List<ShapeRow>> copiedBySize = bySize(copied(needed));
    LongSummaryStatistics strange = strangeSizes(sizes);
    sizes.forEach(
        (size, same) ->
            same
                .withoutCopy(
                    copiedBySize.getOrDefault(size, List.of()),
                    neededBySize.getOrDefault(size, List.of()))
                .stream()
                .filter(times::isSettled)
                .forEach(it -> missing(place, strange, it)));
  }

  private void missing(ShapePlace place, LongSummaryStatistics strange, ShapeRow entry) {
    boolean isRemoved = place.state(entry) == SourceState.REMOVED;
    suspects.entry(isRemoved ? lost(strange, entry) : FixityCondition.IN_FLIGHT, entry);
  }

  /** A version with the bytes of the current copy is not copied again. */
  private static List<ShapeRow> copied(List<ShapeRow> inOrder) {
    List<ShapeRow> copied = new ArrayList<>();
    for (ShapeRow entry : inOrder) {
      if (copied.isEmpty() || copied.get(copied.size() - 1).digest() != entry.digest()) {
        copied.add(entry);
      }
    }
    return copied;
  }

  private static Map<Long, List<ShapeRow>> bySize(List<ShapeRow> entries) {
    return entries.stream().collect(Collectors.groupingBy(ShapeRow::size));
  }

  /**
   * An entry younger than an hour needs a copy as well when its source was removed: its copy must
   * not stand for that of an older entry.
   */
  private boolean needsCopy(ShapePlace place, ShapeRow entry) {
    SourceState state = place.state(entry);
    return state == SourceState.REMOVED
        ? times.isBeforeListing(entry)
        : state == SourceState.CURRENT && times.isSettled(entry);
  }

  /** Returns the sizes of versions that are copies of no entry. */
  private LongSummaryStatistics strangeSizes(Map<Long, SameSize> sizes) {
    return sizes.values().stream()
        .filter(it -> it.entries().isEmpty())
        .flatMap(it -> it.copies().stream())
        .filter(times::isSettled)
        .mapToLong(ShapeRow::size)
        .summaryStatistics();
  }

  private static FixityCondition lost(LongSummaryStatistics strange, ShapeRow entry) {
    if (strange.getCount() == 0) {
      return FixityCondition.GONE;
    }
    return strange.getMin() < entry.size() ? FixityCondition.TRUNCATED : FixityCondition.REPLACED;
  }

  /** Finds copies that no entry accounts for. */
  private void unaccounted(SameSize same) {
    long settled = same.copies().stream().filter(times::isSettled).count();
    boolean areTooMany =
        settled > same.entries().stream().filter(times::isSealedBeforeSettled).count();
    for (ShapeRow copy : areTooMany ? same.copies() : same.unaccounted()) {
      if (times.isSettled(copy) && !copy.is(ShapeRow.FOLDER)) {
        boolean isOverSealed = copy.is(ShapeRow.LATEST) && !same.entries().isEmpty();
        suspects.version(isOverSealed ? FixityCondition.SHADOWED : FixityCondition.EXTRA, copy);
      }
    }
  }

  /** Compares the current version with the newest entry. */
  private void top(ShapePlace place, Map<Long, SameSize> sizes) {
    Optional<ShapeRow> top = place.topCopy().filter(times::isSettled);
    if (top.isEmpty()) {
      return;
    }
    SameSize same = sizes.getOrDefault(top.get().size(), new SameSize());
    if (top.get().is(ShapeRow.MARKER)) {
      newest(place, true).ifPresent(it -> suspects.entry(FixityCondition.HIDDEN, it));
    } else if (same.entries().isEmpty()) {
      newest(place, true).ifPresent(it -> suspects.entry(FixityCondition.SHADOWED, it));
    } else {
      newest(place, false)
          .filter(it -> !same.isAsNew(top.get(), it))
          .ifPresent(it -> suspects.entry(FixityCondition.ROLLED_BACK, it));
    }
  }

  /**
   * Returns the newest entry whose copy should be the current version.
   *
   * @param covered true to consider entries that may have been superseded
   */
  private Optional<ShapeRow> newest(ShapePlace place, boolean covered) {
    return place.entries().stream()
        .filter(it -> !it.is(ShapeRow.STAYS) && times.isSettled(it))
        .filter(it -> covered || place.state(it) != SourceState.COVERED)
        .max(ORDER);
  }
}
