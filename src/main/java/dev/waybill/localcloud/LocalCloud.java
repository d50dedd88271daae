package dev.waybill.localcloud;

import dev.waybill.localcloud.notify.Notifier;
import dev.waybill.localcloud.s3.S3Handler;
import dev.waybill.localcloud.sqs.QueueService;
import dev.waybill.localcloud.sqs.SqsHandler;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.trail.DataTrail;
import dev.waybill.localcloud.wire.SigV4;
import dev.waybill.localcloud.wire.SignIn;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import org.eclipse.jetty.server.Server;

/**
 * An AWS of its own on 127.0.0.1, reached with any AWS SDK or tool by its endpoint URL. What it
 * acknowledged is in its data folder and is there again after a crash.
 */
public final class LocalCloud implements AutoCloseable {
  /** Any access key id signs in with it. */
  private static final String SECRET = "test";

  private final DataFolder data;
  private final ObjectStore store;
  private final QueueService queues;
  private final Notifier notifier;
  private final DataTrail trail;
  private final Faults faults;
  private final Server server;
  private final URI endpoint;

  private LocalCloud(
      DataFolder data,
      ObjectStore store,
      QueueService queues,
      Notifier notifier,
      DataTrail trail,
      Faults faults,
      Server server,
      URI endpoint) {
    this.data = data;
    this.store = store;
    this.queues = queues;
    this.notifier = notifier;
    this.trail = trail;
    this.faults = faults;
    this.server = server;
    this.endpoint = endpoint;
  }

  /**
   * Starts a cloud and returns when it answers.
   *
   * @throws IOException if the port is taken, or the data folder is in use or unreadable
   */
  public static LocalCloud start(LocalCloudOptions options) throws IOException {
    DataFolder data = DataFolder.hold(options.data());
    Server server = HttpEndpoint.server();
    try {
      int port = HttpEndpoint.listen(server, options.port());
      ObjectStore store = ObjectStore.open(data.resolve("s3"), Clock.systemUTC());
      QueueService queues =
          QueueService.open(data.resolve("sqs"), port, options.account(), options.region());
      Faults faults = new Faults();
      Notifier notifier = Notifier.start(store, queues, options.region(), faults);
      DataTrail trail =
          DataTrail.open(
              data.resolve("trail"),
              store,
              options.account(),
              options.region(),
              options.logBucket(),
              options.trailInterval());
      URI endpoint = URI.create("http://127.0.0.1:" + port);
      return serve(
          new LocalCloud(data, store, queues, notifier, trail, faults, server, endpoint), options);
    } catch (IOException | RuntimeException e) {
      stop(server);
      data.close();
      throw e;
    }
  }

  /** Where it answers: {@code http://127.0.0.1:<port>}. */
  public URI endpoint() {
    return endpoint;
  }

  /** What gets in the way of calls, for tests. */
  public Faults faults() {
    return faults;
  }

  /** The objects, for whoever runs in the same process. */
  public ObjectStore store() {
    return store;
  }

  private static LocalCloud serve(LocalCloud cloud, LocalCloudOptions options) throws IOException {
    try {
      SigV4 signatures = new SigV4(SECRET, Clock.systemUTC());
      cloud.server.setHandler(
          new ServiceRouter(
              new SqsHandler(cloud.queues, new SignIn(signatures, "sqs")),
              new StsHandler(new SignIn(signatures, "sts"), options.account()),
              new KmsHandler(signatures, new LocalKeys(options.account(), options.region())),
              s3(cloud, signatures, options)));
      cloud.server.start();
      return cloud;
    } catch (Exception e) {
      cloud.queues.close();
      throw new IOException("the local cloud cannot start", e);
    }
  }

  private static S3Handler s3(LocalCloud cloud, SigV4 signatures, LocalCloudOptions options) {
    return new S3Handler(
        cloud.store,
        signatures,
        options.account(),
        options.region(),
        new LocalKeys(options.account(), options.region()),
        cloud.notifier,
        cloud.trail,
        cloud.faults);
  }

  private static void stop(Server server) throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("the local cloud's server does not stop", e);
    }
  }

  @Override
  public void close() throws IOException {
    try (data;
        store;
        queues;
        trail;
        notifier) {
      stop(server);
    }
  }
}
