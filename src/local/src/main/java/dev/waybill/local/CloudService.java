package dev.waybill.local;

import dev.waybill.cli.ExitCode;
import java.nio.file.Path;

/** Service behind the command {@code cloud}. */
@FunctionalInterface
public interface CloudService {
  /**
   * Runs until the process is stopped.
   *
   * @param data the local cloud's data directory, absolute
   * @param port the port on 127.0.0.1; 0 picks a free one
   * @return the exit code, see {@link ExitCode}
   * @throws Exception when the local cloud cannot start; printed as one line
   */
  int run(Path data, int port) throws Exception;
}
