package dev.waybill.settings;

import java.time.Duration;
import java.util.List;

/** Declarations of drills. */
final class DrillDeclarations {
  static final SettingDeclaration<Duration> EVERY =
      SettingDeclaration.optional(
          "waybill.drill.every",
          Units.duration(Duration.ZERO, Duration.ofDays(30)),
          "1d",
          "Time from the begin of one drill to the next: a sealed object of Waybill's own below the"
              + " prefix of tests is altered, and has to be found. 0s makes none; nor does a"
              + " service without waybill.fixity.enabled or waybill.fixity.glance.");
  static final SettingDeclaration<Duration> WITHIN =
      SettingDeclaration.optional(
          "waybill.drill.within",
          Units.duration(Duration.ZERO, Duration.ofDays(60)),
          "0s",
          "Time within which the altered object of a drill has to be found. 0s is two hours longer "
              + "than waybill.fixity.glance, 26h by default; any other time must be at least one "
              + "hour longer, because a glance does not judge what is younger than an hour.");
  static final SettingDeclaration<String> KMS_KEY =
      SettingDeclaration.optional(
          "waybill.drill.kms-key",
          SettingType.orNone(AwsNames.KMS_KEY_ARN),
          SettingDeclaration.NONE,
          "ARN of a second KMS key of the account, under which every third drill encrypts its"
              + " object again. With none, no drill changes an encryption.");

  private DrillDeclarations() {}

  /** Returns the sections of the settings reference that this class declares. */
  static List<SettingGroup> groups() {
    return List.of(SettingGroup.of("Drills", EVERY, WITHIN, KMS_KEY));
  }
}
