package dev.waybill.settings;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Valid settings with the origin of every value.
 *
 * @param settings the settings
 * @param entries every effective {@code waybill.*} value, in the order of the settings reference
 * @param others keys of the files without the prefix {@code waybill.}, such as {@code camel.*};
 *     Camel reads them
 */
public record LoadedSettings(
    Settings settings, List<SettingEntry> entries, Map<String, String> others) {
  private static final Set<String> NO_VALUES =
      Set.of(SettingsLoader.NOT_SIGNING, SettingLayers.DEFAULT);

  public LoadedSettings {
    entries = List.copyOf(entries);
    others = Map.copyOf(others);
  }

  /** Returns true when an operator gave at least one setting of the signing key. */
  public boolean hasSigningKey() {
    return entries.stream()
        .filter(entry -> entry.key().startsWith("waybill.signing."))
        .anyMatch(entry -> !NO_VALUES.contains(entry.origin()));
  }

  /** Returns the files' keys without the prefix {@code waybill.}, for Camel. */
  public Properties passThrough() {
    Properties properties = new Properties();
    properties.putAll(others);
    return properties;
  }

  /**
   * Returns {@link #passThrough} and every effective value except secrets, for {@code {{…}}} in
   * routes.
   */
  public Properties placeholders() {
    Properties properties = passThrough();
    entries.stream()
        .filter(entry -> !entry.secret())
        .forEach(entry -> properties.setProperty(entry.key(), entry.value()));
    return properties;
  }
}
