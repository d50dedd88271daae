package dev.waybill.architecture;

import java.util.regex.Pattern;

/** Names of settings and of groups of settings, by the file of defaults that is generated. */
final class SettingNames {
  /** The file has the members of a scope once, for a scope of any name. */
  private static final Pattern SCOPE = Pattern.compile("waybill\\.scopes\\.[a-z0-9-]+(?=\\.|$)");

  private SettingNames() {}

  /** Returns true for a setting, and for what the names of several settings begin with. */
  static boolean areDeclared(String name) {
    String settings = ProjectFile.of("config/application.properties").content();
    String declared = SCOPE.matcher(name).replaceFirst("waybill.scopes.<name>");
    return settings.contains(declared + "=") || settings.contains(declared + ".");
  }
}
