package dev.waybill.cli;

import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;

/** Runs the pipeline against AWS, or whatever {@code AWS_ENDPOINT_URL} names. */
@FunctionalInterface
public interface PipelineService {
  /**
   * Runs until stopped.
   *
   * @param home where {@code routes/} is
   * @return the exit code, see {@link ExitCode}
   * @throws Exception told to the user in one line
   */
  int run(Path home, LoadedSettings settings) throws Exception;
}
