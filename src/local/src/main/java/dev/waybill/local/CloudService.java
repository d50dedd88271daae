package dev.waybill.local;

import dev.waybill.cli.ExitCode;
import java.nio.file.Path;

/** Runs the embedded cloud and nothing on it. */
@FunctionalInterface
public interface CloudService {
  /**
   * Runs until stopped.
   *
   * @param data the embedded cloud's data directory, absolute
   * @param port of 127.0.0.1; 0 picks a free one
   * @return the exit code, see {@link ExitCode}
   * @throws Exception told to the user in one line
   */
  int run(Path data, int port) throws Exception;
}
