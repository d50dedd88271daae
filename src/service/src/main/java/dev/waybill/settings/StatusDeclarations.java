package dev.waybill.settings;

import java.util.List;

/** Declarations of the status page. */
final class StatusDeclarations {
  static final SettingDeclaration<Boolean> ENABLED =
      SettingDeclaration.optional(
          "waybill.status.enabled",
          Units.BOOLEAN,
          "true",
          "Serves the status page on the management port, at /status. The page only reads.");
  static final SettingDeclaration<Boolean> NAMES =
      SettingDeclaration.optional(
          "waybill.status.names",
          Units.BOOLEAN,
          "false",
          "Shows titles and messages of incidents on the status page, which may hold keys and names"
              + " of callers, and answers questions about one object. The management port needs no"
              + " password: whoever reaches it reads them.");

  private StatusDeclarations() {}

  /** Returns the sections of the settings reference that this class declares. */
  static List<SettingGroup> groups() {
    return List.of(SettingGroup.of("Status page", ENABLED, NAMES));
  }
}
