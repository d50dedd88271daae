package dev.waybill.local;

import dev.waybill.cli.ExitCode;
import dev.waybill.localcloud.LocalCloudOptions;

/** Service behind the command {@code cloud}. */
@FunctionalInterface
public interface CloudService {
  /**
   * Runs until the process is stopped.
   *
   * @param options the options of the local cloud
   * @return the exit code, see {@link ExitCode}
   * @throws Exception when the local cloud cannot start; printed as one line
   */
  int run(LocalCloudOptions options) throws Exception;
}
