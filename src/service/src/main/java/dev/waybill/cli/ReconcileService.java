package dev.waybill.cli;

import dev.waybill.reconcile.report.ReconcileReport;
import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;
import java.time.Duration;

/** Service behind the command {@code reconcile}. It only reads. */
public interface ReconcileService {
  /**
   * Compares the objects that are there, the records that were sealed and the events that were
   * logged.
   *
   * @param home home directory, whose queries are used
   * @param since span of events up to now
   * @throws Exception when AWS cannot be reached
   */
  ReconcileReport reconcile(Path home, LoadedSettings settings, Duration since) throws Exception;
}
