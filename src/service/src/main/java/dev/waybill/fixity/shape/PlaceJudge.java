package dev.waybill.fixity.shape;

import dev.waybill.fixity.Condition;
import dev.waybill.fixity.shape.ShapePlace.SourceState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    newest(place).ifPresent(it -> top(place, sizes, it));
  }

  /** Finds entries whose copy is not there. */
  private void missing(ShapePlace place, Map<Long, SameSize> sizes) {
    List<ShapeRow> needed =
        place.entries().stream()
            .filter(it -> !it.is(ShapeRow.STAYS) && needsCopy(place, it))
            .sorted(ORDER)
            .toList();
    List<ShapeRow> copied = copied(needed);
    sizes.forEach(
        (size, same) ->
            same.withoutCopy(ofSize(size, copied), ofSize(size, needed)).stream()
                .filter(times::isSettled)
                .forEach(it -> missing(place, sizes, it)));
  }

  private void missing(ShapePlace place, Map<Long, SameSize> sizes, ShapeRow entry) {
    boolean isRemoved = place.state(entry) == SourceState.REMOVED;
    suspects.entry(isRemoved ? lost(sizes, entry) : Condition.IN_FLIGHT, entry);
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

  private static List<ShapeRow> ofSize(long size, List<ShapeRow> entries) {
    return entries.stream().filter(it -> it.size() == size).toList();
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

  private Condition lost(Map<Long, SameSize> sizes, ShapeRow entry) {
    List<ShapeRow> strange =
        sizes.values().stream()
            .filter(it -> it.entries().isEmpty())
            .flatMap(it -> it.copies().stream())
            .filter(times::isSettled)
            .toList();
    if (strange.stream().anyMatch(it -> it.size() < entry.size())) {
      return Condition.TRUNCATED;
    }
    return strange.isEmpty() ? Condition.GONE : Condition.REPLACED;
  }

  /** Finds copies that no entry accounts for. */
  private void unaccounted(SameSize same) {
    long settled = same.copies().stream().filter(times::isSettled).count();
    boolean areTooMany =
        settled > same.entries().stream().filter(times::isSealedBeforeSettled).count();
    for (ShapeRow copy : same.copies()) {
      if (times.isSettled(copy)
          && !copy.is(ShapeRow.FOLDER)
          && (areTooMany || !same.accountsFor(copy))) {
        boolean isOverSealed = copy.is(ShapeRow.LATEST) && !same.entries().isEmpty();
        suspects.version(isOverSealed ? Condition.SHADOWED : Condition.EXTRA, copy);
      }
    }
  }

  /** Returns the newest entry of which a copy must be the current version. */
  private Optional<ShapeRow> newest(ShapePlace place) {
    return place.entries().stream()
        .filter(it -> !it.is(ShapeRow.STAYS) && times.isSettled(it))
        .filter(it -> place.state(it) == SourceState.REMOVED)
        .max(ORDER);
  }

  /** Compares the current version with the newest entry. */
  private void top(ShapePlace place, Map<Long, SameSize> sizes, ShapeRow newest) {
    Optional<ShapeRow> settled = place.topCopy().filter(times::isSettled);
    if (settled.isEmpty()) {
      return;
    }
    ShapeRow top = settled.get();
    if (top.is(ShapeRow.MARKER)) {
      suspects.entry(Condition.HIDDEN, newest);
      return;
    }
    SameSize same = sizes.getOrDefault(top.size(), new SameSize());
    if (same.entries().isEmpty()) {
      suspects.entry(Condition.SHADOWED, newest);
    } else if (same.entries().stream()
        .noneMatch(it -> isAsNew(it, newest) && same.canBe(top, it))) {
      suspects.entry(Condition.ROLLED_BACK, newest);
    }
  }

  private static boolean isAsNew(ShapeRow entry, ShapeRow newest) {
    return entry.seconds() >= newest.seconds() - JudgeTimes.SAME_TIME;
  }
}
