package dev.waybill.app;

import dev.waybill.alert.AlertFile;
import dev.waybill.alert.FindingEvent;
import dev.waybill.alert.Report;
import dev.waybill.alert.incident.IncidentMonitor;
import dev.waybill.alert.incident.IncidentPolicy;
import dev.waybill.alert.incident.Incidents;
import dev.waybill.alert.reporting.LocalFindingFallback;
import dev.waybill.alert.reporting.SelfFindingReporter;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.DeadLetterSample;
import dev.waybill.aws.IncidentArchive;
import dev.waybill.aws.KeyArchive;
import dev.waybill.aws.Queue;
import dev.waybill.camel.alert.AlertStep;
import dev.waybill.custody.CustodyAlerts;
import dev.waybill.custody.KeyFindings;
import dev.waybill.custody.KeyMonitor;
import dev.waybill.custody.OutsideScopeAlerts;
import dev.waybill.custody.UnexplainedDeadLetters;
import dev.waybill.model.CustodyListener;
import dev.waybill.ops.IncidentMeters;
import dev.waybill.ops.QueueProbe;
import dev.waybill.settings.Settings;
import dev.waybill.startup.StartupContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Wiring of the route 60-alert, and of findings of the service about itself. */
final class IncidentWiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IncidentWiring.class);
  private static final Duration REGISTRATION_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(10);

  /** A version with a defect is reported once, and has it until an examination ends it. */
  private static final Duration LASTING = Duration.ofDays(36_500);

  /** Number of missed checks of a schedule after which its findings end. */
  private static final int MISSED_CHECKS_LIMIT = 3;

  private final IncidentMonitor watch;
  private final SelfFindingReporter findings;
  private final CustodyListener custody;
  private @Nullable KeyMonitor keys;

  private IncidentWiring(
      IncidentMonitor watch, SelfFindingReporter findings, CustodyListener custody) {
    this.watch = watch;
    this.findings = findings;
    this.custody = custody;
  }

  /** Binds the beans. */
  static IncidentWiring bind(Main main, AwsClients aws, Settings settings, MeterRegistry meters) {
    Clock clock = Clock.systemUTC();
    String version = Pipeline.BY.substring(Pipeline.BY.indexOf('/') + 1);
    FindingEvent events = new FindingEvent(settings.raw().bucket(), version);
    IncidentArchive store = new IncidentArchive(aws.s3(), settings.audit().results());
    Incidents incidents = new Incidents(store, policy(settings), events, clock);
    IncidentMonitor watch = new IncidentMonitor(store, incidents);
    IncidentMeters.register(meters, watch::open);
    AlertFile file = new AlertFile(settings.alertsFile());
    LocalFindingFallback fallback = new LocalFindingFallback(events, file, clock);
    SelfFindingReporter findings =
        new SelfFindingReporter(
            new AlertRouteProducer(main), fallback, REGISTRATION_TIMEOUT, RETRY_INTERVAL);
    main.bind("alert", new AlertStep(incidents, watch));
    main.bind("findings", findings);
    return new IncidentWiring(
        watch,
        findings,
        new Listeners(
            List.of(
                new CustodyAlerts(findings::raise, settings.raw().bucket(), clock),
                new OutsideScopeAlerts(findings::raise, clock))));
  }

  private static IncidentPolicy policy(Settings settings) {
    var incidents = settings.incidents();
    return new IncidentPolicy(
        incidents.repeat(),
        incidents.gather(),
        quiet(settings),
        IncidentPolicy.LEASE,
        incidents.storm());
  }

  private static Function<String, Duration> quiet(Settings settings) {
    Duration standard = settings.incidents().quiet();
    Duration baseline =
        longer(standard, settings.incidents().baselineEvery().multipliedBy(MISSED_CHECKS_LIMIT));
    // The buckets have their canaries in turn.
    int turns = MISSED_CHECKS_LIMIT * settings.scopes().sourceBuckets().size();
    Duration canary = longer(standard, settings.canary().every().multipliedBy(turns));
    Duration drill =
        longer(
            standard,
            settings
                .drill()
                .within()
                .plus(settings.drill().every())
                .multipliedBy(MISSED_CHECKS_LIMIT));
    Map<String, Duration> limits =
        Map.of("baseline-", baseline, "canary-", canary, "drill-", drill, "fixity-", LASTING);
    return rule -> limits.getOrDefault(rule.substring(0, rule.indexOf('-') + 1), standard);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** Raises a finding of the service about itself, or ends one; never throws. */
  void raise(Report report) {
    findings.raise(report);
  }

  /** Returns the open incidents, for sinks that need repeated delivery. */
  IncidentMonitor open() {
    return watch;
  }

  /** Returns the probe of the dead-letter queue, which reports messages without a reason. */
  QueueProbe deadLetterProbe(SqsClient sqs, Queue queue) {
    UnexplainedDeadLetters unexplained =
        new UnexplainedDeadLetters(
            new DeadLetterSample(sqs, queue.url()),
            findings::raise,
            queue.arn(),
            Clock.systemUTC());
    return () -> {
      OptionalLong depth = Queue.depth(sqs, queue.url());
      try {
        depth.ifPresent(unexplained::observe);
      } catch (SdkException e) {
        LOG.warn("reading dead letters failed cause={}", e.getClass().getSimpleName());
      }
      return depth;
    };
  }

  /** Returns the listener that raises alerts for what custody cannot or need not take. */
  CustodyListener custody() {
    return custody;
  }

  /** Reports keys in the provenance bucket that are not trusted, now and every hour. */
  void watchKeys(AwsClients aws, Settings settings, StartupContext found, MeterRegistry meters) {
    KeyArchive archive =
        new KeyArchive(
            aws.s3(),
            settings.provenance(),
            RetentionWiring.of(aws, settings, findings::raise, meters));
    KeyFindings unknown =
        new KeyFindings(archive.bucket(), key -> found.trust().period(key).isPresent());
    keys =
        new KeyMonitor(archive::list, unknown, findings::raise, Clock.systemUTC())
            .start(found.published());
  }

  @Override
  public void close() {
    if (keys != null) {
      keys.close();
    }
    findings.close();
  }
}
