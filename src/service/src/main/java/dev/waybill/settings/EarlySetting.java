package dev.waybill.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Value of one setting, as text, for the configuration of the log. It is read before all other
 * settings and creates no logger. {@link SettingsLoader} reads the setting again, and reports a
 * wrong value or an unreadable file.
 */
public final class EarlySetting {
  private EarlySetting() {}

  /**
   * Reads a setting from the command line, the environment or {@code
   * config/application.properties}, in this order.
   *
   * @return null when it is not set
   */
  public static @Nullable String read(
      String key, Map<String, String> overrides, Map<String, String> environment, Path home) {
    String variable = SettingDeclaration.variable(key);
    return overrides.getOrDefault(
        key,
        EnvironmentVariables.withValue(environment)
            .getOrDefault(variable, inFile(key, home.resolve("config"))));
  }

  private static @Nullable String inFile(String key, Path config) {
    Properties properties = new Properties();
    Path file = config.resolve("application.properties");
    if (Files.isRegularFile(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        return null;
      }
    }
    return properties.getProperty(key);
  }
}
