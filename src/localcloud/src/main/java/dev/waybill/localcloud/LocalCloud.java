package dev.waybill.localcloud;

import dev.waybill.localcloud.inventory.Inventory;
import dev.waybill.localcloud.lifecycle.Lifecycle;
import dev.waybill.localcloud.notify.Notifier;
import dev.waybill.localcloud.s3.S3Handler;
import dev.waybill.localcloud.sqs.QueueService;
import dev.waybill.localcloud.sqs.SqsHandler;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.trail.DeliveryOptions;
import dev.waybill.localcloud.trail.TrailLog;
import dev.waybill.localcloud.wire.RequestAuthenticator;
import dev.waybill.localcloud.wire.SigV4;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;

/**
 * Local AWS on 127.0.0.1 that any AWS SDK or tool reaches through its endpoint URL. Every
 * acknowledged change is in the data folder and survives a crash of the process.
 */
public final class LocalCloud implements AutoCloseable {
  /** Secret key of every access key id. */
  private static final String SECRET = "test";

  private final DataFolder data;
  private final ObjectStore store;
  private final QueueService queues;
  private final Notifier notifier;
  private final TrailLog trail;
  private final ControlPlane control;
  private final Faults faults;
  private final CountedAccessLog calls;
  private final Lifecycle lifecycle;
  private final Inventory inventory;
  private final Server server;
  private final URI endpoint;

  private LocalCloud(
      DataFolder data,
      ObjectStore store,
      QueueService queues,
      Notifier notifier,
      TrailLog trail,
      ControlPlane control,
      Faults faults,
      Inventory inventory,
      Server server,
      URI endpoint) {
    this.data = data;
    this.store = store;
    this.queues = queues;
    this.notifier = notifier;
    this.trail = trail;
    this.control = control;
    this.faults = faults;
    this.calls = new CountedAccessLog(trail);
    this.lifecycle = Lifecycle.start(store, Clock.systemUTC());
    this.inventory = inventory;
    this.server = server;
    this.endpoint = endpoint;
  }

  /**
   * Starts a local cloud and returns when it accepts requests.
   *
   * @throws IOException if the port is taken, or the data folder is in use or unreadable
   */
  public static LocalCloud start(LocalCloudOptions options) throws IOException {
    return start(options, services -> services);
  }

  /**
   * Starts a local cloud with a handler around all services, such as one that simulates latency.
   *
   * @throws IOException if the port is taken, or the data folder is in use or unreadable
   */
  public static LocalCloud start(LocalCloudOptions options, UnaryOperator<Handler> around)
      throws IOException {
    DataFolder data = DataFolder.lock(options.data());
    Server server = HttpEndpoint.server();
    try {
      int port = HttpEndpoint.listen(server, options.port());
      ObjectStore store = ObjectStore.open(data.resolve("s3"), Clock.systemUTC());
      Faults faults = new Faults();
      ControlPlane control = ControlPlane.open(data, options, store, faults.reports());
      QueueService queues =
          QueueService.open(data.resolve("sqs"), port, options.account(), options.region());
      Notifier notifier = Notifier.start(store, queues, options.region(), faults);
      TrailLog trail = trail(data, store, control, options);
      Inventory inventory = new Inventory(store, options.account(), Clock.systemUTC());
      URI endpoint = URI.create("http://127.0.0.1:" + port);
      return serve(
          new LocalCloud(
              data, store, queues, notifier, trail, control, faults, inventory, server, endpoint),
          options,
          around);
    } catch (IOException | RuntimeException e) {
      stop(server);
      data.close();
      throw e;
    }
  }

  private static TrailLog trail(
      DataFolder data, ObjectStore store, ControlPlane control, LocalCloudOptions options) {
    return TrailLog.open(
        data.resolve("trail"),
        control.trails(),
        store,
        control.localKeys(),
        control.digestKeys(),
        control.sessions(),
        new DeliveryOptions(
            options.account(), options.region(), options.trailInterval(), options.digestInterval()),
        Clock.systemUTC());
  }

  /** Returns the endpoint URL, {@code http://127.0.0.1:<port>}. */
  public URI endpoint() {
    return endpoint;
  }

  /** Returns the faults that tests can inject. */
  public Faults faults() {
    return faults;
  }

  /** Returns the damage that tests can do to stored bytes. */
  public Damage damage() {
    return new Damage(store);
  }

  /** Returns the inventory, which delivers reports by order of a test. */
  public Inventory inventory() {
    return inventory;
  }

  /** Starts to count the S3 calls; the caller closes the counter. Counters are independent. */
  public CallCounts countCalls() {
    return calls.count();
  }

  /** Returns the object store, for code in the same process. */
  public ObjectStore store() {
    return store;
  }

  private static LocalCloud serve(
      LocalCloud cloud, LocalCloudOptions options, UnaryOperator<Handler> around)
      throws IOException {
    try {
      SigV4 signatures = new SigV4(SECRET, Clock.systemUTC());
      Map<String, Handler> services =
          cloud.control.handlers(options, cloud.store, signatures, SECRET, cloud.trail);
      RequestAuthenticator queueAuthenticator = new RequestAuthenticator(signatures, "sqs");
      services.put("sqs", new SqsHandler(cloud.queues, queueAuthenticator, cloud.trail));
      services.put("s3", s3(cloud, signatures, options));
      cloud.server.setHandler(around.apply(new ServiceRouter(services)));
      cloud.server.start();
      return cloud;
    } catch (Exception e) {
      cloud.queues.close();
      throw new IOException("the local cloud could not start", e);
    }
  }

  private static S3Handler s3(LocalCloud cloud, SigV4 signatures, LocalCloudOptions options) {
    return new S3Handler(
        cloud.store,
        signatures,
        options.account(),
        options.region(),
        cloud.control.localKeys(),
        cloud.control.sessions(),
        cloud.notifier,
        cloud.calls,
        cloud.faults);
  }

  private static void stop(Server server) throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("the HTTP server of the local cloud could not stop", e);
    }
  }

  @Override
  public void close() throws IOException {
    try (data;
        store;
        control;
        queues;
        trail;
        notifier;
        lifecycle) {
      stop(server);
    }
  }
}
