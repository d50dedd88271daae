package dev.waybill.settings;

import java.time.Duration;
import java.util.List;

/** Declarations of the verification of CloudTrail's digest chain. */
final class TrailDeclarations {
  static final SettingDeclaration<Duration> EVERY =
      SettingDeclaration.optional(
          "waybill.trail.every",
          Units.duration(Duration.ZERO, Duration.ofDays(1)),
          "1h",
          "Time from one verification of CloudTrail's digest chain to the next: the digests that are"
              + " new, and the log files that they name. 0s verifies nothing; nor does a service"
              + " without waybill.audit.enabled.");

  private TrailDeclarations() {}

  /** Returns the sections of the settings reference that this class declares. */
  static List<SettingGroup> groups() {
    return List.of(SettingGroup.of("Digest chain of CloudTrail", EVERY));
  }
}
