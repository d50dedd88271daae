package dev.waybill.local;

import dev.waybill.cli.ExitCode;

/** Service behind the command {@code local}. */
@FunctionalInterface
public interface LocalService {
  /**
   * Runs until the process is stopped or, with {@code --once}, until the demo has ended.
   *
   * @return the exit code, see {@link ExitCode}
   * @throws Exception when a part cannot start; printed as one line
   */
  int run(LocalOptions options) throws Exception;
}
