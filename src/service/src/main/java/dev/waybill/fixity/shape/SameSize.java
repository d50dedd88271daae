package dev.waybill.fixity.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Copies and entries of one place that have the same size, so that a copy can be one of them. Only
 * some encryptions keep the ETag in a copy, so it tells which one a copy is only when it is that of
 * an entry.
 */
final class SameSize {
  private final List<ShapeRow> copies = new ArrayList<>(1);
  private final List<ShapeRow> entries = new ArrayList<>(1);
  private final Set<Integer> eTags = new HashSet<>(2);
  private final NavigableSet<Long> sealed = new TreeSet<>();

  /** Returns the groups of the promoted versions of a place by size. */
  static Map<Long, SameSize> of(ShapePlace place) {
    Map<Long, SameSize> groups = new HashMap<>(2);
    for (ShapeRow entry : place.entries()) {
      if (!entry.is(ShapeRow.STAYS)) {
        groups.computeIfAbsent(entry.size(), size -> new SameSize()).addEntry(entry);
      }
    }
    for (ShapeRow copy : place.copies()) {
      groups.computeIfAbsent(copy.size(), size -> new SameSize()).copies.add(copy);
    }
    return groups;
  }

  private void addEntry(ShapeRow entry) {
    entries.add(entry);
    sealed.add(entry.seconds());
    if (entry.eTag() != 0) {
      eTags.add(entry.eTag());
    }
  }

  List<ShapeRow> copies() {
    return copies;
  }

  List<ShapeRow> entries() {
    return entries;
  }

  /** Returns true when a copy can be one of an entry. */
  boolean canBe(ShapeRow copy, ShapeRow entry) {
    return copy.size() == entry.size()
        && (copy.eTag() == entry.eTag() || !eTags.contains(copy.eTag()));
  }

  /** Returns true when an entry accounts for a copy: by its ETag, or by the time of sealing. */
  boolean accountsFor(ShapeRow copy) {
    return eTags.contains(copy.eTag()) || isNear(copy.seconds());
  }

  private boolean isNear(long seconds) {
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
