package dev.waybill.cli;

import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Request to reconcile.
 *
 * @param home home directory, whose queries are used
 * @param settings the settings
 * @param since span of events up to now
 * @param engine place of the join
 * @param inventory name of the inventory that Athena reads instead of a listing; null for a listing
 */
public record ReconcileRequest(
    Path home,
    LoadedSettings settings,
    Duration since,
    JoinEngine engine,
    @Nullable String inventory) {
  /** Places where the rows are joined and judged. */
  public enum JoinEngine {
    /** This process, in temporary files. */
    PROCESS,
    /** Athena, by the statements of {@code sql/reconcile}. */
    ATHENA
  }
}
