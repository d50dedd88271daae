package dev.waybill.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A home directory for tests: files, environment and command line in one place. */
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

  /** With a signing key configured in lines 1 to 3, so that the text starts at line 4. */
  ConfigurationFolder signed(String text) {
    return file("application.properties", SIGNING + text);
  }

  LoadedSettings load() {
    return new SettingsLoader(home, environment).load(commandLine);
  }

  LoadedSettings loadLocal() {
    return new SettingsLoader(home, environment).loadLocal(home.resolve("data"), commandLine);
  }
}
