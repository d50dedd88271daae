package dev.waybill.cli;

import dev.waybill.drill.Drill;
import dev.waybill.drill.DrillKind;
import dev.waybill.settings.LoadedSettings;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Service behind the command {@code drill}. */
@FunctionalInterface
public interface DrillService {
  /**
   * Makes one drill and follows it to its end, or follows the one that an earlier command began.
   *
   * @param kind the alteration; null for the next one in turn
   * @param within time within which it has to be found; null for that of the settings
   * @param progress receives the drill after each change
   * @return the ended drill
   * @throws Exception when AWS cannot be reached; printed as one line
   */
  Drill follow(
      LoadedSettings settings,
      @Nullable DrillKind kind,
      @Nullable Duration within,
      Consumer<Drill> progress)
      throws Exception;
}
