package dev.waybill.alert;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Distinct resources that a finding is about, bounded: the newest are named, the others counted. A
 * resource that is no longer named counts again when it is affected again.
 *
 * @param names names of resources, the newest last; untrusted input
 * @param more number of further resources
 */
public record AffectedResources(List<String> names, long more) {
  /** Limit of the resources that are named. */
  public static final int MAX_NAMES = 100;

  private static final AffectedResources NONE = new AffectedResources(List.of(), 0);

  /**
   * @throws IllegalArgumentException when there are too many names, or the number is negative
   */
  public AffectedResources {
    names = List.copyOf(names);
    if (names.size() > MAX_NAMES || more < 0) {
      throw new IllegalArgumentException(
          names.size() + " names and " + more + " more resources are not possible");
    }
  }

  /** Returns one resource, or none for an empty name. */
  public static AffectedResources of(String name) {
    return name.isEmpty() ? NONE : new AffectedResources(List.of(name), 0);
  }

  /** Returns the number of resources. */
  public long total() {
    return names.size() + more;
  }

  /** Returns these resources and later ones. The total never shrinks. */
  public AffectedResources and(AffectedResources later) {
    if (later.more == 0 && names.containsAll(later.names)) {
      return this;
    }
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(later.names);
    int excess = Math.max(0, all.size() - MAX_NAMES);
    return new AffectedResources(all.stream().skip(excess).toList(), more + later.more + excess);
  }

  /** Returns these resources and one more that is not named. */
  public AffectedResources andUnnamed() {
    return new AffectedResources(names, more + 1);
  }

  /** Returns the same resources with each name truncated to a number of characters. */
  AffectedResources truncated(int limit) {
    return new AffectedResources(
        names.stream().map(it -> FindingLimits.truncate(it, limit)).toList(), more);
  }
}
