package dev.waybill.promotion;

import dev.waybill.model.Digested;
import dev.waybill.model.Received;
import dev.waybill.provenance.SealedVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Rules of precedence between a version and the object at its destination.
 *
 * <p>The sealed records of the same key tell the occupant's history: those that state the
 * occupant's digest name the versions it can be a copy of. A version gives way only to a newer one,
 * and is never put over a newer one.
 */
public final class Precedence {
  /** Decision about an occupied destination. */
  public enum Decision {
    /** The occupant is this version's copy, or equal to one: nothing is left to copy. */
    ALREADY_THERE,
    /** The occupant is older or was never sealed: copy over it; it is kept as a version. */
    REPLACE,
    /** The occupant is newer: the source stays where it is. */
    GIVE_WAY
  }

  private static final Comparator<SealedVersion> BY_AGE = Precedence::byAge;

  private Precedence() {}

  /**
   * Decides between a version and the occupant of its destination.
   *
   * @param ours the sealed version to promote
   * @param appearance the attributes of {@code ours} besides its bytes
   * @param checksum the SHA-256 that S3 computes of a copy of {@code ours}, in S3's form
   * @param occupant the object at the destination
   * @param sealed the sealed versions of the same key, in any order
   */
  public static Decision decide(
      Digested ours,
      Appearance appearance,
      String checksum,
      Occupant occupant,
      List<SealedVersion> sealed) {
    if (checksum.equals(occupant.sha256()) && appearance.matches(occupant.appearance())) {
      return Decision.ALREADY_THERE;
    }
    boolean newer =
        sealed.stream()
            .filter(version -> !version.versionId().equals(ours.version().versionId()))
            .filter(version -> version.canHaveCopy(occupant.sha256()))
            .anyMatch(version -> isNewer(version, ours.received()));
    return newer ? Decision.GIVE_WAY : Decision.REPLACE;
  }

  /**
   * Returns the sealed versions that are newer than any version the occupant can be a copy of,
   * newest first. A promoted version among them is hidden by the occupant.
   *
   * @param sealed every sealed version of the key, in any order
   */
  public static List<SealedVersion> newerThan(Occupant occupant, List<SealedVersion> sealed) {
    Optional<SealedVersion> there =
        sealed.stream().filter(it -> it.canHaveCopy(occupant.sha256())).max(BY_AGE);
    return sealed.stream()
        .filter(version -> there.isEmpty() || BY_AGE.compare(version, there.get()) > 0)
        .sorted(BY_AGE.reversed())
        .toList();
  }

  private static int byAge(SealedVersion one, SealedVersion other) {
    int order = 0;
    if (one.sequencer() != null && other.sequencer() != null) {
      order = one.sequencer().compareTo(other.sequencer());
    }
    if (order == 0 && one.eventTime() != null && other.eventTime() != null) {
      order = one.eventTime().compareTo(other.eventTime());
    }
    return order;
  }

  /** Compares sequencers if both have one and they differ, otherwise the times of the events. */
  static boolean isNewer(SealedVersion version, Received ours) {
    if (version.sequencer() != null && ours.sequencer() != null) {
      int order = version.sequencer().compareTo(ours.sequencer());
      if (order != 0) {
        return order > 0;
      }
    }
    return version.eventTime() != null && version.eventTime().isAfter(ours.eventTime());
  }
}
