package dev.waybill.cli;

import dev.waybill.canary.Canary;
import dev.waybill.settings.LoadedSettings;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends a canary and follows it. */
@FunctionalInterface
public interface CanaryService {
  /**
   * Follows one canary until each of its steps has ended.
   *
   * @param within how long each step may take; null for the settings' times
   * @param progress hears of it after the upload and after every look
   * @return the canary that is through
   * @throws Exception when AWS is not reachable; told to the user in one line
   */
  Canary follow(LoadedSettings settings, @Nullable Duration within, Consumer<Canary> progress)
      throws Exception;
}
