package dev.waybill.settings;

import java.time.Duration;
import java.util.List;

/** Declarations of reconciliation. */
final class ReconcileDeclarations {
  static final SettingDeclaration<Duration> EVERY =
      SettingDeclaration.optional(
          "waybill.reconcile.every",
          Units.duration(Duration.ZERO, Duration.ofDays(30)),
          "1d",
          "Time from one comparison of the objects there, the records sealed and the events logged "
              + "to the next. 0s compares nothing; nor does a service without "
              + "waybill.record-log.enabled or waybill.audit.enabled.");
  static final SettingDeclaration<Duration> SINCE =
      SettingDeclaration.optional(
          "waybill.reconcile.since",
          Units.duration(Duration.ofHours(1), Duration.ofDays(366)),
          "7d",
          "Span of events that a reconciliation reads; what was written earlier needs no event. "
              + "Athena reads the files of these days.");

  static final SettingDeclaration<String> INVENTORY =
      SettingDeclaration.optional(
          "waybill.reconcile.inventory",
          SettingType.orNone(AwsNames.INVENTORY),
          SettingDeclaration.NONE,
          "Place of the reports of S3 Inventory (CSV, all versions, no prefix) that state which"
              + " versions of the raw bucket are there. With none, reconciliation lists the"
              + " bucket.");
  static final SettingDeclaration<Duration> INVENTORY_MAX_AGE =
      SettingDeclaration.optional(
          "waybill.reconcile.inventory-max-age",
          Units.duration(Duration.ofHours(1), Duration.ofDays(31)),
          "2d",
          "Age above which the newest report is too old, and reconciliation gives no verdict. A "
              + "weekly report needs 9d.");

  private ReconcileDeclarations() {}

  /** Returns the sections of the settings reference that this class declares. */
  static List<SettingGroup> groups() {
    return List.of(SettingGroup.of("Reconciliation", EVERY, SINCE, INVENTORY, INVENTORY_MAX_AGE));
  }
}
