package dev.waybill.local;

import dev.waybill.cli.ExitCode;

/** Runs the embedded cloud and the pipeline on it. */
@FunctionalInterface
public interface LocalService {
  /**
   * Runs until stopped, or until the demo object's story is told.
   *
   * @return the exit code, see {@link ExitCode}
   * @throws Exception told to the user in one line
   */
  int run(LocalOptions options) throws Exception;
}
