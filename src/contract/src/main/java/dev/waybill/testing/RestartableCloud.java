package dev.waybill.testing;

import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Local cloud that keeps its port and its data folder over a restart. */
final class RestartableCloud implements CloudUnderTest.Server {
  private final Path data;
  private LocalCloud running;

  private RestartableCloud(Path data, LocalCloud running) {
    this.data = data;
    this.running = running;
  }

  static RestartableCloud create() {
    try {
      Path data = Files.createTempDirectory("waybill-cloud");
      return new RestartableCloud(data, LocalCloud.start(LocalCloudOptions.defaults(data, 0)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return running.endpoint();
  }

  @Override
  public boolean isLocalCloud() {
    return true;
  }

  @Override
  public LocalCloud running() {
    return running;
  }

  @Override
  public void start() {
    try {
      running = LocalCloud.start(LocalCloudOptions.defaults(data, running.endpoint().getPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
