package dev.waybill.app;

import dev.waybill.alert.AlertFile;
import dev.waybill.alert.FindingEvent;
import dev.waybill.alert.OpenIncidents;
import dev.waybill.alert.incident.IncidentMonitor;
import dev.waybill.alert.incident.IncidentPolicy;
import dev.waybill.alert.incident.Incidents;
import dev.waybill.alert.reporting.LocalFindingFallback;
import dev.waybill.alert.reporting.SelfFindingReporter;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.IncidentArchive;
import dev.waybill.camel.alert.AlertStep;
import dev.waybill.custody.CustodyAlerts;
import dev.waybill.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.apache.camel.main.Main;

/** The beans of the route 60-alert, and what the service reports by it about itself. */
final class IncidentWiring implements AutoCloseable {
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** A check of a schedule that is missed once or twice does not end what it found. */
  private static final int CHECKS = 3;

  private final IncidentMonitor watch;
  private final SelfFindingReporter findings;
  private final CustodyAlerts custody;

  private IncidentWiring(
      IncidentMonitor watch, SelfFindingReporter findings, CustodyAlerts custody) {
    this.watch = watch;
    this.findings = findings;
    this.custody = custody;
  }

  static IncidentWiring bind(Main main, AwsClients aws, Settings settings) {
    Clock clock = Clock.systemUTC();
    String version = Pipeline.BY.substring(Pipeline.BY.indexOf('/') + 1);
    FindingEvent events = new FindingEvent(settings.raw().bucket(), version);
    IncidentArchive store = new IncidentArchive(aws.s3(), settings.audit().results());
    Incidents incidents = new Incidents(store, policy(settings), events, clock);
    IncidentMonitor watch = new IncidentMonitor(store, incidents);
    AlertFile file = new AlertFile(settings.alertsFile());
    LocalFindingFallback aside = new LocalFindingFallback(events, file, clock);
    SelfFindingReporter findings =
        new SelfFindingReporter(new AlertRouteProducer(main), aside, MOMENT, PAUSE);
    main.bind("alert", new AlertStep(incidents, watch));
    main.bind("findings", findings);
    return new IncidentWiring(
        watch, findings, new CustodyAlerts(findings::raise, settings.raw().bucket(), clock));
  }

  private static IncidentPolicy policy(Settings settings) {
    var incidents = settings.incidents();
    return new IncidentPolicy(
        incidents.repeat(), quiet(settings), IncidentPolicy.LEASE, incidents.storm());
  }

  private static Function<String, Duration> quiet(Settings settings) {
    Duration usual = settings.incidents().quiet();
    Duration baseline = longer(usual, settings.incidents().baselineEvery().multipliedBy(CHECKS));
    Duration canary = longer(usual, settings.canary().every().multipliedBy(CHECKS));
    return rule ->
        rule.startsWith("baseline-") ? baseline : rule.startsWith("canary-") ? canary : usual;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** What is wrong now, for sinks that have to be told again and again. */
  OpenIncidents open() {
    return watch;
  }

  /** Reports what custody ends in for good. */
  CustodyAlerts custody() {
    return custody;
  }

  @Override
  public void close() {
    findings.close();
  }
}
