package dev.waybill.fixity.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Copies and entries of one place that have the same size, so that a copy can be one of them. Only
 * some encryptions keep the ETag in a copy, so it tells which one a copy is only when it is that of
 * an entry.
 */
final class SameSize {
  private final List<ShapeRow> copies = new ArrayList<>(1);
  private final List<ShapeRow> entries = new ArrayList<>(1);

  /** Returns the groups of the promoted versions of a place by size. */
  static Map<Long, SameSize> of(ShapePlace place) {
    Map<Long, SameSize> groups = new HashMap<>(2);
    for (ShapeRow entry : place.entries()) {
      if (!entry.is(ShapeRow.STAYS)) {
        groups.computeIfAbsent(entry.size(), size -> new SameSize()).entries.add(entry);
      }
    }
    for (ShapeRow copy : place.copies()) {
      groups.computeIfAbsent(copy.size(), size -> new SameSize()).copies.add(copy);
    }
    return groups;
  }

  private Set<Integer> eTags() {
    return entries.stream().map(ShapeRow::eTag).filter(it -> it != 0).collect(Collectors.toSet());
  }

  List<ShapeRow> copies() {
    return copies;
  }

  List<ShapeRow> entries() {
    return entries;
  }

  /**
   * Returns true when a copy can be one of an entry that is as new as another one, of any size. The
   * order of sealing within minutes is not the order of writing.
   */
  boolean isAsNew(ShapeRow copy, ShapeRow newest) {
    boolean isAnonymous = !eTags().contains(copy.eTag());
    return entries.stream()
        .filter(it -> it.seconds() >= newest.seconds() - JudgeTimes.SAME_TIME)
        .anyMatch(it -> isAnonymous || it.eTag() == copy.eTag());
  }

  /** Returns the copies that have neither the ETag of an entry nor were written when one was. */
  List<ShapeRow> unaccounted() {
    Set<Integer> known = eTags();
    NavigableSet<Long> sealed =
        entries.stream().map(ShapeRow::seconds).collect(Collectors.toCollection(TreeSet::new));
    return copies.stream()
        .filter(it -> !known.contains(it.eTag()) && !isNear(it.seconds(), sealed))
        .toList();
  }

  private static boolean isNear(long seconds, NavigableSet<Long> sealed) {
    Long before = sealed.floor(seconds);
    Long after = sealed.ceiling(seconds);
    return (before != null && seconds - before <= JudgeTimes.PROMOTED_WITHIN)
        || (after != null && after - seconds <= JudgeTimes.PROMOTED_WITHIN);
  }

  /**
   * Returns the entries that may have no copy: there are fewer copies than the entries must have
   * made.
   *
   * @param copied the entries that made a copy, as far as the order of sealing tells
   * @param needed the entries that must have a copy, which they may share with others
   */
  List<ShapeRow> withoutCopy(List<ShapeRow> copied, List<ShapeRow> needed) {
    Set<Integer> eTags = eTags();
    Set<Integer> known = new HashSet<>();
    int anonymous = 0;
    for (ShapeRow copy : copies) {
      if (eTags.contains(copy.eTag())) {
        known.add(copy.eTag());
      } else {
        anonymous++;
      }
    }
    Set<Long> found = new HashSet<>();
    needed.stream().filter(it -> known.contains(it.eTag())).forEach(it -> found.add(it.digest()));
    long missing = copied.stream().filter(it -> !found.contains(it.digest())).count();
    return missing > anonymous
        ? needed.stream().filter(it -> !found.contains(it.digest())).toList()
        : List.of();
  }
}
