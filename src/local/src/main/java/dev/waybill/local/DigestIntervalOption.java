package dev.waybill.local;

import dev.waybill.settings.SettingsLoader;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Option of both commands for the digest files of the local CloudTrail. */
final class DigestIntervalOption {
  @Option(
      names = "--digest-interval",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description =
          "The interval between CloudTrail's digest files, from 1s to 24h (default:"
              + " ${DEFAULT-VALUE}).")
  private String interval = "1h";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  Duration duration() {
    try {
      return SettingsLoader.duration(interval, Duration.ofSeconds(1), Duration.ofHours(24));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--digest-interval: \"" + interval + "\" must be " + e.getMessage());
    }
  }
}
