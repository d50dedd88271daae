package dev.waybill.settings;

import java.time.Duration;
import java.util.List;

/** Declarations of incidents, their alerts, and the regular check of the baseline. */
final class AlertDeclarations {
  static final SettingDeclaration<String> ALERTS_FILE =
      SettingDeclaration.optional(
          "waybill.alerts.file",
          Units.PATH_OR_NONE,
          "none",
          "File to which every alert is appended as one line of JSON: a CloudEvents event "
              + "whose data is an OCSF Detection Finding. With none, alerts appear in the log and "
              + "at the sinks only.");
  static final SettingDeclaration<Duration> ALERT_REPEAT =
      SettingDeclaration.optional(
          "waybill.alert.repeat",
          Units.duration(Duration.ofMinutes(1), Duration.ofDays(30)),
          "24h",
          "Time after which an incident that lasts is reported again. Incidents are kept "
              + "below waybill.athena.results.");
  static final SettingDeclaration<Duration> ALERT_GATHER =
      SettingDeclaration.optional(
          "waybill.alert.gather",
          Units.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          "15m",
          "Least time between two alerts of a high or critical incident because of further "
              + "resources that it hit. What it hits within the time is reported together.");
  static final SettingDeclaration<Duration> ALERT_QUIET =
      SettingDeclaration.optional(
          "waybill.alert.quiet",
          Units.duration(Duration.ofMinutes(1), Duration.ofDays(14)),
          "36h",
          "Time without a report after which an incident is over. Keep it longer than a day, "
              + "because an incident that a daily check reports would otherwise end and begin at "
              + "every run.");
  static final SettingDeclaration<Integer> ALERT_STORM =
      SettingDeclaration.optional(
          "waybill.alert.storm",
          Units.integer(1, 100_000),
          "100",
          "New incidents of one rule that are reported individually within an hour. The "
              + "others are reported as a sum.");
  static final SettingDeclaration<Duration> BASELINE_EVERY =
      SettingDeclaration.optional(
          "waybill.baseline.every",
          Units.duration(Duration.ZERO, Duration.ofDays(7)),
          "1d",
          "Time from one check of the baseline by the service to the next. 0s checks none.");

  private AlertDeclarations() {}

  /** Returns the sections of the settings reference that this class declares. */
  static List<SettingGroup> groups() {
    return List.of(
        SettingGroup.of(
            "Alerts",
            ALERTS_FILE,
            ALERT_REPEAT,
            ALERT_GATHER,
            ALERT_QUIET,
            ALERT_STORM,
            BASELINE_EVERY));
  }
}
