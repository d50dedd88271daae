package dev.waybill.settings;

import java.util.List;

/** Declarations of backfills. */
final class BackfillDeclarations {
  static final SettingDeclaration<String> QUEUE =
      SettingDeclaration.optional(
          "waybill.backfill.queue",
          AwsNames.STANDARD_QUEUE,
          "caa304-backfill",
          "Queue by which the leader hands units of a backfill to the replicas. Without the queue"
              + " the service starts, and seals nothing that was there before.");
  static final SettingDeclaration<Integer> RATE =
      SettingDeclaration.optional(
          "waybill.backfill.versions-per-second",
          Units.integer(1, 100_000),
          "500",
          "Versions that a backfill hands out in a second, to all replicas together, and that one"
              + " replica begins at most, unless the command states another rate. A tenth of it"
              + " while notifications wait for longer than waybill.fixity.yield-after.");
  static final SettingDeclaration<Integer> WORKERS =
      SettingDeclaration.optional(
          "waybill.backfill.workers",
          Units.integer(1, 256),
          "16",
          "Versions of a backfill that one replica seals at the same time.");

  private BackfillDeclarations() {}

  /** Returns the sections of the settings reference that this class declares. */
  static List<SettingGroup> groups() {
    return List.of(SettingGroup.of("Backfill", QUEUE, RATE, WORKERS));
  }
}
