package dev.waybill.local;

import dev.waybill.app.Shutdown;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.ExitCode;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/** Command {@code waybill cloud}: the local cloud alone, for a pipeline in another process. */
final class CloudRun implements CloudService {
  private final ConsoleStory console;

  CloudRun(ConsoleStory console) {
    this.console = console;
  }

  @Override
  public int run(LocalCloudOptions options) throws Exception {
    LocalCloud cloud = start(options);
    CountDownLatch ended = Shutdown.of(() -> console.print("stopping"), cloud);
    console.print("local cloud  " + cloud.endpoint() + "  (data in " + options.data() + ")");
    console.print("ready");
    ended.await();
    return ExitCode.SUCCESS;
  }

  /**
   * Starts the local cloud and returns when it answers.
   *
   * @throws CommandException when the port is in use, or the data directory cannot be used
   */
  static LocalCloud start(LocalCloudOptions options) {
    try {
      return LocalCloud.start(options);
    } catch (IOException | UncheckedIOException e) {
      throw CommandException.usage(StartFailure.explain(e, options.data()), e);
    }
  }
}
