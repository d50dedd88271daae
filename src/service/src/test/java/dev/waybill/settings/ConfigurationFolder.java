package dev.waybill.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Home directory of a test, with files, environment and command line. */
final class ConfigurationFolder {
  static final String SIGNING =
      """
      waybill.signing.keystore=signing.p12
      waybill.signing.password=correct horse
      waybill.signing.alias=k
      """;
  private final Path home;
  final Map<String, String> environment = new HashMap<>();
  final Map<String, String> commandLine = new HashMap<>();
  final List<String> warnings = new ArrayList<>();

  ConfigurationFolder(Path home) {
    this.home = home;
    file("application.properties", "");
  }

  ConfigurationFolder file(String name, String text) {
    try {
      Files.createDirectories(home.resolve("config"));
      Files.writeString(home.resolve("config").resolve(name), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the main file: the signing key in lines 1 to 3, the text from line 4. */
  ConfigurationFolder signed(String text) {
    return file("application.properties", SIGNING + text);
  }

  LoadedSettings load() {
    return new SettingsLoader(home, environment, warnings::add).load(commandLine);
  }

  LoadedSettings loadLocal() {
    return new SettingsLoader(home, environment, warnings::add)
        .loadLocal(home.resolve("data"), commandLine);
  }
}
