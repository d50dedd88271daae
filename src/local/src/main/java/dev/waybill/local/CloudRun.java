package dev.waybill.local;

import dev.waybill.app.Shutdown;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.ExitCode;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** {@code waybill cloud}: the embedded cloud alone, for a pipeline in another process. */
final class CloudRun implements CloudService {
  private final ConsoleStory console;

  CloudRun(ConsoleStory console) {
    this.console = console;
  }

  @Override
  public int run(Path data, int port) throws Exception {
    LocalCloud cloud = start(data, port);
    CountDownLatch ended = Shutdown.of(cloud);
    console.say("local cloud  " + cloud.endpoint() + "  (data in " + data + ")");
    console.say("ready");
    ended.await();
    return ExitCode.SUCCESS;
  }

  /**
   * Starts it, and returns when it answers.
   *
   * @throws CommandException when the port or the data directory is taken
   */
  static LocalCloud start(Path data, int port) {
    try {
      return LocalCloud.start(LocalCloudOptions.defaults(data, port));
    } catch (IOException e) {
      throw CommandException.usage(
          e.getMessage() + "; stop what has it, or choose another with --port and --data", e);
    }
  }
}
