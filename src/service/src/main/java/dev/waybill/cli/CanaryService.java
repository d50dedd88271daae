package dev.waybill.cli;

import dev.waybill.canary.Canary;
import dev.waybill.settings.LoadedSettings;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Service behind the command {@code canary}. */
@FunctionalInterface
public interface CanaryService {
  /**
   * Sends one canary and follows it until each of its steps has ended.
   *
   * @param within the time limit of each step; null for the limits of the settings
   * @param progress receives the canary after the upload and after every check
   * @return the complete canary
   * @throws Exception when AWS cannot be reached; printed as one line
   */
  Canary follow(LoadedSettings settings, @Nullable Duration within, Consumer<Canary> progress)
      throws Exception;
}
