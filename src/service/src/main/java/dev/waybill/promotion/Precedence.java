package dev.waybill.promotion;

import dev.waybill.model.Digested;
import dev.waybill.model.Received;
import dev.waybill.record.object.Sequencer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a version whose destination is occupied.
 *
 * <p>The occupant's history is read from the sealed records of the same key: those that state the
 * occupant's digest are the versions it can be a copy of. A version gives way only to a newer one,
 * and is never put over a newer one.
 */
public final class Precedence {
  /** What to do about an occupied destination. */
  public enum Decision {
    /** The occupant is our copy, or no different from one: nothing is left to copy. */
    ALREADY_THERE,
    /** The occupant is older, or nobody sealed it: put ours over it, it stays as a version. */
    REPLACE,
    /** The occupant is newer: ours stays where it is. */
    GIVE_WAY
  }

  /**
   * What a sealed record of the same key says.
   *
   * @param versionId the version sealed
   * @param sha256 S3's spelling, base64, with {@code -N} for one copied in parts
   * @param sequencer or null
   * @param eventTime or null
   */
  public record Rival(
      String versionId,
      String sha256,
      @Nullable Sequencer sequencer,
      @Nullable Instant eventTime) {}

  private static final Comparator<Rival> BY_AGE = Precedence::byAge;

  private Precedence() {}

  /**
   * Decides.
   *
   * @param ours the sealed version that wants the place
   * @param appearance what belongs to it besides its bytes
   * @param checksum the SHA-256 that S3 computes of a copy of ours, in S3's spelling
   * @param rivals the other sealed versions of the same key, in any order
   */
  public static Decision decide(
      Digested ours,
      Appearance appearance,
      String checksum,
      Occupant occupant,
      List<Rival> rivals) {
    if (checksum.equals(occupant.sha256()) && appearance.isThatOf(occupant.appearance())) {
      return Decision.ALREADY_THERE;
    }
    boolean newer =
        rivals.stream()
            .filter(rival -> !rival.versionId().equals(ours.version().versionId()))
            .filter(rival -> rival.sha256().equals(occupant.sha256()))
            .anyMatch(rival -> isNewer(rival, ours.received()));
    return newer ? Decision.GIVE_WAY : Decision.REPLACE;
  }

  /**
   * The sealed versions that are newer than whatever the occupant can be a copy of, newest first.
   * One of them that was promoted before is hidden by the occupant.
   *
   * @param rivals every sealed version of the key, in any order
   */
  public static List<Rival> above(Occupant occupant, List<Rival> rivals) {
    Optional<Rival> there =
        rivals.stream().filter(it -> it.sha256().equals(occupant.sha256())).max(BY_AGE);
    return rivals.stream()
        .filter(rival -> there.isEmpty() || BY_AGE.compare(rival, there.get()) > 0)
        .sorted(BY_AGE.reversed())
        .toList();
  }

  private static int byAge(Rival one, Rival other) {
    int order = 0;
    if (one.sequencer() != null && other.sequencer() != null) {
      order = one.sequencer().compareTo(other.sequencer());
    }
    if (order == 0 && one.eventTime() != null && other.eventTime() != null) {
      order = one.eventTime().compareTo(other.eventTime());
    }
    return order;
  }

  /** By sequencer where both have one and they differ, else by the time of the event. */
  static boolean isNewer(Rival rival, Received ours) {
    if (rival.sequencer() != null && ours.sequencer() != null) {
      int order = rival.sequencer().compareTo(ours.sequencer());
      if (order != 0) {
        return order > 0;
      }
    }
    return rival.eventTime() != null && rival.eventTime().isAfter(ours.eventTime());
  }
}
