package dev.waybill.settings;

import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Valid settings and how they came about.
 *
 * @param settings the settings
 * @param entries every effective {@code waybill.*} entry, in the documentation's order
 * @param others the files' other keys, such as {@code camel.*}, which are Camel's business
 */
public record LoadedSettings(
    Settings settings, List<SettingEntry> entries, Map<String, String> others) {
  public LoadedSettings {
    entries = List.copyOf(entries);
    others = Map.copyOf(others);
  }

  /** Whether anything is set about a signing key, so that one is meant to be there. */
  public boolean hasSigningKey() {
    return entries.stream()
        .filter(entry -> entry.key().startsWith("waybill.signing."))
        .anyMatch(entry -> !entry.origin().equals(SettingsLoader.NOT_SIGNING));
  }

  /** What the files say to Camel: every key that does not begin with {@code waybill.}. */
  public Properties passThrough() {
    Properties properties = new Properties();
    properties.putAll(others);
    return properties;
  }

  /**
   * {@link #passThrough} and every effective entry but the secrets, for {@code {{…}}} in routes.
   */
  public Properties placeholders() {
    Properties properties = passThrough();
    entries.stream()
        .filter(entry -> !entry.secret())
        .forEach(entry -> properties.setProperty(entry.key(), entry.value()));
    return properties;
  }
}
