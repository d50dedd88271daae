package dev.waybill.fixity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * Name of a cycle, in which every sealed version is examined once: the time at which it began, such
 * as {@code 20261129T192300Z}. Names sort by time.
 *
 * @param name the name
 */
public record CycleId(String name) implements Comparable<CycleId> {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * @throws IllegalArgumentException when the name is not that of a cycle; it may be untrusted
   *     input
   */
  public CycleId {
    try {
      if (!FORM.format(FORM.parse(name, Instant::from)).equals(name)) {
        throw new IllegalArgumentException("no cycle has this name");
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("no cycle has this name", e);
    }
  }

  /** Returns the name of the cycle that begins at a time. */
  public static CycleId of(Instant began) {
    return new CycleId(FORM.format(began.truncatedTo(ChronoUnit.SECONDS)));
  }

  /** Returns the time at which the cycle began. */
  public Instant began() {
    return FORM.parse(name, Instant::from);
  }

  @Override
  public int compareTo(CycleId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
