package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.PartCopy;
import dev.waybill.aws.Queue;
import dev.waybill.aws.S3Failure;
import dev.waybill.camel.IntakeBackpressure;
import dev.waybill.camel.order.RouteRules;
import dev.waybill.intake.DenialCircuitBreaker;
import dev.waybill.intake.QueueWait;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.NamedThreads;
import dev.waybill.ops.AuditMeters;
import dev.waybill.ops.CanaryMeters;
import dev.waybill.ops.ConsecutiveFailures;
import dev.waybill.ops.HealthChecks;
import dev.waybill.ops.LeadershipGauge;
import dev.waybill.ops.ManagementServer;
import dev.waybill.ops.ManagementVertx;
import dev.waybill.ops.PipelineMeters;
import dev.waybill.ops.Tracing;
import dev.waybill.provenance.RecordMaker;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.ReplicaWork;
import dev.waybill.settings.Settings;
import dev.waybill.signing.SigningProvider;
import dev.waybill.startup.Preconditions;
import dev.waybill.startup.StartupChecks;
import dev.waybill.startup.StartupContext;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.jspecify.annotations.Nullable;

/** Running pipeline: the Camel context and the beans that its routes name. */
public final class Pipeline implements AutoCloseable {
  /** Name and version of the service in records. */
  static final String BY = RecordMaker.SERVICE;

  private final Main main = new Main();
  private final ThreadPoolExecutor workers;
  private final PartCopy partCopy;
  private final ManagementVertx vertx = new ManagementVertx();
  private @Nullable QueueMonitors monitors;
  private @Nullable Tracing tracing;
  private @Nullable LogWiring log;
  private @Nullable FixityWiring fixity;
  private @Nullable BackfillWiring backfill;
  private @Nullable ReconcileWiring reconciliation;
  private @Nullable TrailWiring digestChain;
  private @Nullable MessageWiring messages;
  private @Nullable IncidentWiring incidents;
  private @Nullable AlertWiring alerts;
  private @Nullable ClaimsWiring claims;
  private @Nullable StatusWiring status;
  private @Nullable HookWiring hooks;

  private Pipeline(ThreadPoolExecutor workers, PartCopy partCopy) {
    this.workers = workers;
    this.partCopy = partCopy;
  }

  /**
   * Starts the routes of {@code home}.
   *
   * @param listener receives every stage and outcome, in addition to the meters
   * @throws Exception when a start check fails
   */
  public static Pipeline start(
      Path home, LoadedSettings loaded, AwsClients aws, CustodyListener listener) throws Exception {
    return start(home, loaded, aws, listener, new DenialCircuitBreaker(System::nanoTime));
  }

  /** Starts the routes of {@code home} with a circuit breaker whose time the caller chooses. */
  static Pipeline start(
      Path home,
      LoadedSettings loaded,
      AwsClients aws,
      CustodyListener listener,
      DenialCircuitBreaker denials)
      throws Exception {
    Settings settings = loaded.settings();
    ThreadPoolExecutor workers =
        (ThreadPoolExecutor)
            Executors.newFixedThreadPool(settings.queue().workers(), new NamedThreads("worker"));
    PartCopy partCopy =
        new PartCopy(aws.s3(), aws::beginUpload, settings.promotion().parallelParts());
    Pipeline pipeline = new Pipeline(workers, partCopy);
    try {
      pipeline.run(home, loaded, aws, listener, denials);
      return pipeline;
    } catch (Exception e) {
      pipeline.close();
      throw e;
    }
  }

  private void run(
      Path home,
      LoadedSettings loaded,
      AwsClients aws,
      CustodyListener listener,
      DenialCircuitBreaker denials)
      throws Exception {
    Settings settings = loaded.settings();
    Preconditions.managementPort(settings);
    StartupChecks checks = new StartupChecks(aws, loaded, home, workers);
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    CountedCalls.start(aws, meters);
    incidents = IncidentWiring.bind(main, aws, settings, meters);
    ClaimsWiring calls = ClaimsWiring.start(aws, settings, incidents::raise, meters);
    claims = calls;
    BaselineWiring.bind(main, aws, settings, home);
    StartupContext found = checks.await();
    calls.bind(main, found);
    Queue queue = found.queues().source();
    ConsecutiveFailures failures = new ConsecutiveFailures(S3Failure::isDenial);
    PipelineMeters counts = new PipelineMeters(meters, settings.scopes());
    CustodyListener everyone =
        new Listeners(List.of(counts, denials, failures, incidents.custody(), listener));
    IntakeBackpressure gate = new IntakeBackpressure(workers, settings.queue().inFlight(), denials);
    QueueWait wait = new QueueWait(Clock.systemUTC());
    LogWiring records = LogWiring.start(main, aws, settings, incidents::raise, found, meters);
    log = records;
    MessageWiring received = MessageWiring.bind(main, aws, queue, records::whenDurable, workers);
    messages = received;
    FixityWiring verification =
        FixityWiring.start(
            main,
            aws,
            settings,
            found,
            records.entries(),
            wait::last,
            incidents::raise,
            incidents.open(),
            meters);
    fixity = verification;
    backfill =
        BackfillWiring.bind(main, aws, settings, found, records::whenDurable, wait::last, everyone);
    reconciliation =
        ReconcileWiring.bind(main, home, aws, settings, found, records.entries(), meters);
    digestChain = TrailWiring.bind(main, home, aws, settings, found, records.entries(), meters);
    main.bind("s3", aws.s3());
    SigningProvider.install();
    main.bind("signingKey", found.key().handle());
    main.bind("workers", workers);
    new CustodyWiring(settings, aws, found, partCopy, records.entries(), everyone)
        .bind(main, denials, wait);
    CanaryWiring.bind(
        main, aws, settings, found.verifier(), found.kmsKey(), new CanaryMeters(meters));
    Leadership leadership = new Leadership(settings.cluster());
    LeadershipGauge.register(meters, leadership::leads);
    AuditWiring audits =
        AuditWiring.bind(
            main,
            home,
            found.audits(),
            aws,
            settings,
            found.kmsKey(),
            leadership,
            calls,
            new AuditMeters(meters),
            new TouchedRows(settings.scopes(), verification.touched()));
    hooks = HookWiring.bind(main, home, aws, settings);
    main.bind("intakeGate", gate);
    main.bind(ManagementServer.METRICS_REGISTRY, meters);
    main.bind(ManagementServer.VERTX, vertx.vertx());
    tracing = Tracing.ofEnvironment();
    if (tracing != null) {
      main.bind(Tracing.TRACER, tracing.tracer());
      main.bind(Tracing.PROPAGATORS, tracing.propagators());
    }
    QueueMonitors backlog =
        new QueueMonitors(
            () -> Queue.depth(aws.sqs(), queue.url()),
            incidents.deadLetterProbe(aws.sqs(), found.queues().dead()),
            wait,
            gate::inWork,
            meters);
    monitors = backlog;
    Properties properties = PipelineProperties.of(home, loaded, found);
    if (tracing != null) {
      properties.putAll(tracing.camelProperties());
    }
    AlertWiring sinks = AlertWiring.bind(main, aws, settings, meters, incidents.open());
    alerts = sinks;
    properties.putAll(sinks.properties(settings));
    main.setInitialProperties(properties);
    CheckedRoutes routes = new CheckedRoutes(main, home);
    routes.load();
    received.observe(main.getCamelContext());
    leadership.join(main.getCamelContext());
    audits.schedule(main.getCamelContext());
    new HealthChecks(main.getCamelContext())
        .routes(RouteRules.custody(settings.cluster().does(ReplicaWork.INTAKE)))
        .queue(backlog.source())
        .rights(denials::problem)
        .success(failures::problem)
        .deployment(found.deployment())
        .leadership(leadership::role)
        .identity(aws::credentialsProblem);
    sinks.requireRoutes((ModelCamelContext) main.getCamelContext());
    if (settings.digestModes().isAnyByServer()) {
      routes.requireServerDigest();
    }
    routes.start();
    StatusWiring.Parts parts =
        new StatusWiring.Parts(
            backlog, records, verification, reconciliation, digestChain, incidents, leadership);
    status = StatusWiring.serve(main.getCamelContext(), new StoryAnswers(aws, loaded), parts);
    incidents.watchKeys(aws, settings, found, meters);
  }

  /** Stops the routes first, and writes the claims last, because the other parts make calls. */
  @Override
  public void close() {
    Shutdown.closePresent(
        monitors,
        messages == null ? null : messages::stopping,
        main::stop,
        // What is still in work has had its time.
        workers::shutdownNow,
        fixity,
        backfill,
        messages == null ? null : messages::handBackUnfinished,
        hooks,
        vertx,
        status,
        tracing,
        reconciliation,
        digestChain,
        // The entries before the deletes, which wait for them.
        log,
        messages,
        incidents,
        alerts,
        partCopy,
        claims);
  }
}
