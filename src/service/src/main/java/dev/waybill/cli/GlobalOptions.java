package dev.waybill.cli;

import static picocli.CommandLine.ScopeType.INHERIT;

import dev.waybill.settings.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of every command. */
public final class GlobalOptions {
  private final Map<String, String> environment;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = INHERIT,
      description = "Where config/, routes/ and sql/ are (default: the working directory).")
  private Path home = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = INHERIT,
      description = "Overrides one setting, such as waybill.queue=other. Can be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--verbose",
      scope = INHERIT,
      description = "Prints the stack trace of an error, too.")
  private boolean verbose;

  /**
   * @param environment the process's environment variables
   */
  public GlobalOptions(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The home directory, absolute.
   *
   * @throws CommandException when it is no directory
   */
  public Path home() {
    Path absolute = home.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute)) {
      String message = "--home: " + absolute + " is no directory";
      throw CommandException.usage(message, new IllegalArgumentException(message));
    }
    return absolute;
  }

  /** The home directory as stated, whether it exists or not. */
  Path statedHome() {
    return home;
  }

  /** Settings given with {@code --set}. */
  public Map<String, String> overrides() {
    return new LinkedHashMap<>(overrides);
  }

  boolean verbose() {
    return verbose;
  }

  public SettingsLoader loader() {
    return new SettingsLoader(home(), environment);
  }
}
