package dev.waybill.app;

import dev.waybill.alert.OpenIncidents;
import dev.waybill.alert.Report;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.Queue;
import dev.waybill.aws.S3LogStore;
import dev.waybill.fixity.examine.DatedPromise;
import dev.waybill.fixity.examine.TouchedObject;
import dev.waybill.fixity.examine.TouchedObjects;
import dev.waybill.log.LogTask;
import dev.waybill.ops.FixityMeters;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.ClusterSettings;
import dev.waybill.settings.FixitySettings;
import dev.waybill.settings.PromotedRetention;
import dev.waybill.settings.RawSettings;
import dev.waybill.settings.ReplicaWork;
import dev.waybill.settings.Settings;
import dev.waybill.startup.LogIdentity;
import dev.waybill.startup.StartupContext;
import dev.waybill.status.CoverageFeed;
import dev.waybill.status.CoverageStatus;
import dev.waybill.status.StatusSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/** Wiring of re-verification and its drills: the beans of the routes 55-fixity and 55-drill. */
final class FixityWiring implements AutoCloseable {
  private final Consumer<TouchedObject> touched;
  private final StatusSource<CoverageStatus> status;
  private final Runnable end;

  private FixityWiring(
      Consumer<TouchedObject> touched, StatusSource<CoverageStatus> status, Runnable end) {
    this.touched = touched;
    this.status = status;
    this.end = end;
  }

  /**
   * Binds the beans.
   *
   * @param log receives the entries of the statements of cycles
   * @param wait time that the last notification has waited; empty when none was received lately
   * @param reports receives findings about objects that an audit saw touched; never throws
   * @param incidents the incidents that are open
   */
  static FixityWiring start(
      Main main,
      AwsClients aws,
      Settings settings,
      StartupContext found,
      Consumer<LogEntry> log,
      Supplier<Optional<Duration>> wait,
      Consumer<Report> reports,
      OpenIncidents incidents,
      MeterRegistry meters) {
    // Also without re-verification: it judges only copies that were made under a stated promise.
    stateRetention(aws, settings);
    Queue queue = found.fixityQueue();
    LogIdentity identity = found.log();
    if (queue == null || identity == null) {
      main.bind("fixityPlan", (LogTask) List::of);
      main.bind("fixityGlance", (LogTask) List::of);
      main.bind("fixityWorker", new IdleWorker());
      DrillWiring.bindIdle(main);
      return new FixityWiring(
          object -> {}, StatusSource.none("it is switched off (waybill.fixity.enabled)"), () -> {});
    }
    FixityBeans beans =
        new FixityBeans(
            aws,
            settings,
            found,
            identity,
            queue,
            wait,
            RetentionWiring.of(aws, settings, reports, meters),
            new FixityMeters(meters, Clock.systemUTC()));
    CoverageFeed coverage = new CoverageFeed(Clock.systemUTC());
    main.bind("fixityPlan", beans.planner(log, incidents, coverage::planned));
    main.bind("fixityGlance", beans.glance());
    main.bind("fixityWorker", beans.worker());
    new DrillWiring(aws, settings, Clock.systemUTC())
        .bind(main, found, beans.seals(), beans.store(), log, meters);
    TouchedObjects touched = beans.touched(reports);
    return new FixityWiring(
        touched,
        coverage,
        () -> {
          touched.close();
          beans.close();
        });
  }

  /** Returns the receiver of promoted objects that somebody else touched. */
  Consumer<TouchedObject> touched() {
    return touched;
  }

  /** Returns the source of the status page. */
  StatusSource<CoverageStatus> status() {
    return status;
  }

  private static void stateRetention(AwsClients aws, Settings settings) {
    List<PromotedRetention> retentions =
        settings.scopes().all().stream()
            .map(RawSettings::retention)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (!retentions.isEmpty()) {
      try (S3LogStore store = new S3LogStore(aws.s3(), settings.provenance())) {
        retentions.forEach(it -> DatedPromise.state(store, it));
      }
    }
  }

  /** Worker of a service without re-verification, whose route does not run. */
  static final class IdleWorker {
    /** Leaves a message to the queue. */
    public boolean isUnfinished(String message) {
      return true;
    }
  }

  /**
   * Returns the schedules, for the placeholders of the routes.
   *
   * @param cluster work of this replica
   * @param queue the queue; null when re-verification is switched off
   */
  static Properties properties(
      FixitySettings settings, ClusterSettings cluster, @Nullable Queue queue) {
    Properties properties = new Properties();
    boolean isGlancing = settings.enabled() && !settings.glance().isZero();
    String url = queue == null ? "https://sqs.invalid/none" : queue.url();
    properties.setProperty("waybill.fixity.scheduled", Boolean.toString(settings.enabled()));
    properties.setProperty(
        "waybill.fixity.worked",
        Boolean.toString(settings.enabled() && cluster.does(ReplicaWork.FIXITY)));
    properties.setProperty("waybill.fixity.glance-scheduled", Boolean.toString(isGlancing));
    properties.setProperty(
        "waybill.fixity.glance-period", Long.toString(Math.max(1, settings.glance().toMillis())));
    properties.setProperty("waybill.fixity.queue.name", url.substring(url.lastIndexOf('/') + 1));
    properties.setProperty("waybill.fixity.queue.url", url);
    return properties;
  }

  @Override
  public void close() {
    end.run();
  }
}
