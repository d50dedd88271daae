package dev.waybill.cli;

import static picocli.CommandLine.ScopeType.INHERIT;

import dev.waybill.settings.EarlySetting;
import dev.waybill.settings.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command has. */
public final class GlobalOptions {
  private final Map<String, String> environment;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = INHERIT,
      description = "Directory of config/, routes/ and sql/ (default: the working directory).")
  private Path home = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = INHERIT,
      description = "Overrides one setting, such as waybill.queue=other. Can be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(names = "--verbose", scope = INHERIT, description = "Prints the stack trace of an error.")
  private boolean verbose;

  /**
   * @param environment the environment variables of the process
   */
  public GlobalOptions(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Returns the absolute home directory.
   *
   * @throws CommandException when the home directory does not exist
   */
  public Path home() {
    Path absolute = home.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute)) {
      String message = "--home: " + absolute + " is not a directory";
      throw CommandException.usage(message, new IllegalArgumentException(message));
    }
    return absolute;
  }

  /** Returns the home directory as given, without a check that it exists. */
  Path givenHome() {
    return home;
  }

  /** Returns the settings given with {@code --set}. */
  public Map<String, String> overrides() {
    return new LinkedHashMap<>(overrides);
  }

  /** Returns a setting that is needed before the log is configured; null when it is not set. */
  @Nullable String earlySetting(String key) {
    return EarlySetting.read(key, overrides, environment, home);
  }

  boolean verbose() {
    return verbose;
  }

  /** Returns a loader of the home directory's settings. */
  public SettingsLoader loader() {
    return new SettingsLoader(home(), environment);
  }

  /** Returns a loader that reports settings without effect to the command. */
  SettingsLoader loader(Consumer<String> warnings) {
    return new SettingsLoader(home(), environment, warnings);
  }

  /** Returns the environment variables of the process. */
  Map<String, String> environment() {
    return environment;
  }
}
