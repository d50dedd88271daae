package dev.waybill.testing;

import dev.waybill.localcloud.Faults;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Embedded cloud that keeps its port and its data folder over a restart. */
final class EmbeddedCloud implements CloudUnderTest.Server {
  private final Path data;
  private LocalCloud running;

  private EmbeddedCloud(Path data, LocalCloud running) {
    this.data = data;
    this.running = running;
  }

  static EmbeddedCloud create() {
    try {
      Path data = Files.createTempDirectory("waybill-cloud");
      return new EmbeddedCloud(data, LocalCloud.start(LocalCloudOptions.defaults(data, 0)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return running.endpoint();
  }

  @Override
  public boolean isEmbedded() {
    return true;
  }

  @Override
  public Faults faults() {
    return running.faults();
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
