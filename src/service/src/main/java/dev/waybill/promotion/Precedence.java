package dev.waybill.promotion;

import dev.waybill.model.Digested;
import dev.waybill.provenance.SealedVersion;
import dev.waybill.record.object.WriteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rules of precedence between a version and the object at its destination.
 *
 * <p>The sealed records of the same key tell the occupant's history: those that state the
 * occupant's digest name the versions it can be a copy of. A version gives way only to a newer one,
 * and is never put over a newer one.
 */
final class Precedence {
  /** Decision about an occupied destination. */
  enum Decision {
    /** The occupant is this version's copy, or equal to one: nothing is left to copy. */
    ALREADY_THERE,
    /** The occupant is older or was never sealed: copy over it; it is kept as a version. */
    REPLACE,
    /** The occupant is newer: the source stays where it is. */
    GIVE_WAY
  }

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
  static Decision decide(
      Digested ours,
      Appearance appearance,
      String checksum,
      Occupant occupant,
      List<SealedVersion> sealed,
      VersionOrder order) {
    if (checksum.equals(occupant.sha256()) && appearance.matches(occupant.appearance())) {
      return Decision.ALREADY_THERE;
    }
    SealedVersion own = own(ours, checksum, sealed);
    return rivals(own, occupant, sealed).anyMatch(rival -> order.isNewer(rival, own))
        ? Decision.GIVE_WAY
        : Decision.REPLACE;
  }

  /**
   * Returns true when S3 itself says that a version the occupant can be a copy of is newer than
   * {@code ours}, and not only the notifications of the two.
   */
  static boolean isNewerByS3(
      Occupant occupant, Digested ours, List<SealedVersion> sealed, VersionOrder order) {
    SealedVersion own = own(ours, CopyJudge.expected(ours), sealed);
    return rivals(own, occupant, sealed).anyMatch(rival -> order.isNewerByS3(rival, own));
  }

  /** Returns the other sealed versions that the occupant can be a copy of. */
  private static Stream<SealedVersion> rivals(
      SealedVersion own, Occupant occupant, List<SealedVersion> sealed) {
    return sealed.stream()
        .filter(version -> !version.versionId().equals(own.versionId()))
        .filter(version -> version.canHaveCopy(occupant.sha256()));
  }

  /** Returns the version as its record states it, because every worker reads the same record. */
  private static SealedVersion own(Digested ours, String checksum, List<SealedVersion> sealed) {
    String id = ours.version().versionId();
    return sealed.stream()
        .filter(version -> version.versionId().equals(id))
        .findFirst()
        .orElseGet(
            () ->
                new SealedVersion(
                    id,
                    checksum,
                    ours.sha256().base64(),
                    new WriteOrder(
                        ours.lastModified(),
                        ours.received().sequencer(),
                        ours.received().eventTime())));
  }

  /**
   * Returns the sealed versions that are newer than any version the occupant can be a copy of,
   * newest first. A promoted version among them is hidden by the occupant.
   *
   * @param sealed every sealed version of the key, in any order
   */
  static List<SealedVersion> newerThan(
      Occupant occupant, List<SealedVersion> sealed, VersionOrder order) {
    Optional<SealedVersion> there =
        order.newest(sealed.stream().filter(it -> it.canHaveCopy(occupant.sha256())).toList());
    return order.newestFirst(
        sealed.stream()
            .filter(version -> there.isEmpty() || order.isNewer(version, there.get()))
            .toList());
  }
}
