package dev.waybill.status;

import dev.waybill.log.cosign.PublishedTree;
import dev.waybill.log.cosign.WitnessStanding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Log of records and its witnesses.
 *
 * @param size number of entries of the published tree
 * @param publishedAt time at which the store received its checkpoint
 * @param role role of this replica
 * @param witnesses standings of the witnesses
 */
public record LogStatus(
    long size, Instant publishedAt, String role, StatusPart<List<WitnessStanding>> witnesses) {
  /**
   * Returns the status of a log.
   *
   * @param tree the published tree; null for none
   * @param standings standings of the witnesses; null when none is configured, empty when this
   *     process has asked none
   */
  public static LogStatus of(
      @Nullable PublishedTree tree, String role, @Nullable List<WitnessStanding> standings)
      throws NotKnownException {
    if (tree == null) {
      throw new NotKnownException("the log has no checkpoint yet");
    }
    return new LogStatus(tree.size(), tree.publishedAt(), role, witnesses(standings));
  }

  private static StatusPart<List<WitnessStanding>> witnesses(
      @Nullable List<WitnessStanding> standings) {
    if (standings == null) {
      return StatusPart.unknown("no witness is configured (waybill.record-log.policy)");
    }
    return standings.isEmpty()
        ? StatusPart.unknown("this replica has not asked them; the leader's page shows them")
        : StatusPart.of(standings);
  }
}
