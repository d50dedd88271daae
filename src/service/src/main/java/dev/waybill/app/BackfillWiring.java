package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.Queue;
import dev.waybill.aws.RawObjects;
import dev.waybill.aws.RecordArchive;
import dev.waybill.aws.S3LogStore;
import dev.waybill.aws.S3VersionPages;
import dev.waybill.aws.SqsUnitQueue;
import dev.waybill.backfill.BackfillPlanner;
import dev.waybill.backfill.BackfillStore;
import dev.waybill.backfill.RecordedOrigins;
import dev.waybill.backfill.UnitWorker;
import dev.waybill.camel.BackfillStep;
import dev.waybill.fixity.plan.FixityPolicy;
import dev.waybill.fixity.plan.IntakeLag;
import dev.waybill.fixity.plan.LoadGate;
import dev.waybill.fixity.shape.RecordedCopies;
import dev.waybill.log.LogTask;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.NamedThreads;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.settings.ReplicaWork;
import dev.waybill.settings.Settings;
import dev.waybill.startup.StartupContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/** Wiring of backfills: the beans of the routes 15-backfill. */
final class BackfillWiring implements AutoCloseable {
  private static final int MIN_UNITS = 2;
  private static final int MAX_UNITS = 16;
  private static final int WORKERS_OF_UNIT = 8;

  private final ExecutorService workers;
  private final S3LogStore store;

  private BackfillWiring(ExecutorService workers, S3LogStore store) {
    this.workers = workers;
    this.store = store;
  }

  /**
   * Binds the beans.
   *
   * @param whenDurable runs an action when the entries of all records sealed before are durable
   * @param wait time that the last notification has waited; empty when none was received lately
   * @param listener receives the stages and outcomes
   */
  static BackfillWiring bind(
      Main main,
      AwsClients aws,
      Settings settings,
      StartupContext found,
      Consumer<Runnable> whenDurable,
      Supplier<Optional<Duration>> wait,
      CustodyListener listener) {
    Clock clock = Clock.systemUTC();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            settings.backfill().workers(), new NamedThreads("backfill-worker"));
    S3LogStore store = new S3LogStore(aws.s3(), settings.provenance());
    BackfillStore plans = new BackfillStore(store, settings.raw().bucket());
    main.bind("backfillWorkers", workers);
    main.bind(
        "backfill",
        new BackfillStep(
            new UnitWorker(
                plans, origins(aws, settings, found), settings.scopes(), whenDurable, clock),
            listener));
    Queue queue = found.backfillQueue();
    main.bind(
        "backfillPlan",
        queue == null
            ? (LogTask) List::of
            : planner(aws, settings, found, plans, queue, wait, clock));
    return new BackfillWiring(workers, store);
  }

  private static RecordedOrigins origins(AwsClients aws, Settings settings, StartupContext found) {
    SealedRecords records =
        new SealedRecords(new RecordArchive(aws.s3(), settings.provenance()), found.verifier());
    return new RecordedOrigins(
        records, new RecordedCopies(new RawObjects(aws.s3()), records, settings.scopes()));
  }

  private static BackfillPlanner planner(
      AwsClients aws,
      Settings settings,
      StartupContext found,
      BackfillStore plans,
      Queue queue,
      Supplier<Optional<Duration>> wait,
      Clock clock) {
    FixityPolicy policy = FixityCycles.policy(settings.fixity());
    String intake = found.queues().source().url();
    LoadGate gate =
        new LoadGate(
            new IntakeLag(wait, () -> Queue.depth(aws.sqs(), intake), clock),
            settings.fixity().yieldAfter());
    return new BackfillPlanner(
        plans,
        new S3VersionPages(aws.s3(), settings.raw().bucket()),
        settings.scopes(),
        new SqsUnitQueue(aws.sqs(), queue.url()),
        () -> gate.share(policy),
        clock);
  }

  /**
   * Returns the placeholders of the routes.
   *
   * @param queue the queue; null when there is none
   */
  static Properties properties(Settings settings, @Nullable Queue queue) {
    Properties properties = new Properties();
    String url = queue == null ? "https://sqs.invalid/none" : queue.url();
    properties.setProperty("waybill.backfill.scheduled", Boolean.toString(queue != null));
    properties.setProperty(
        "waybill.backfill.worked",
        Boolean.toString(queue != null && settings.cluster().does(ReplicaWork.BACKFILL)));
    properties.setProperty("waybill.backfill.queue.name", url.substring(url.lastIndexOf('/') + 1));
    properties.setProperty("waybill.backfill.queue.url", url);
    properties.setProperty(
        "waybill.backfill.units", Integer.toString(units(settings.backfill().workers())));
    return properties;
  }

  /**
   * Returns the number of units that share the workers. The result of a unit waits for the log, up
   * to a second, in which other units keep the workers busy.
   */
  private static int units(int workers) {
    return Math.min(MAX_UNITS, Math.max(MIN_UNITS, workers / WORKERS_OF_UNIT));
  }

  @Override
  public void close() {
    workers.shutdownNow();
    store.close();
  }
}
