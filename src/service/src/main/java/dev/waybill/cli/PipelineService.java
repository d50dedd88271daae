package dev.waybill.cli;

import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;

/** Service behind the command {@code run}. */
@FunctionalInterface
public interface PipelineService {
  /**
   * Runs until the process is stopped.
   *
   * @param home the directory that holds {@code routes/}
   * @return the exit code, see {@link ExitCode}
   * @throws Exception when the service cannot start; printed as one line
   */
  int run(Path home, LoadedSettings settings) throws Exception;
}
