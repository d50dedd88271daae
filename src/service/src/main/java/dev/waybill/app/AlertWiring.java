package dev.waybill.app;

import dev.waybill.alert.OpenIncidents;
import dev.waybill.alert.delivery.AlertDelivery;
import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.delivery.sink.SinkCatalogue;
import dev.waybill.aws.AlertClients;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.UndeliveredArchive;
import dev.waybill.aws.alert.AwsSinkFactory;
import dev.waybill.camel.alert.AlertRouting;
import dev.waybill.camel.alert.AlertSinks;
import dev.waybill.camel.order.RouteRules;
import dev.waybill.ops.AlertMeters;
import dev.waybill.settings.Settings;
import dev.waybill.startup.StartupException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;

/** Wiring of the routes 60-alert-route, 60-alert-again and of each sink's route. */
final class AlertWiring implements AutoCloseable {
  /** Rank above every severity, so that a sink that is not configured receives nothing. */
  private static final int DISABLED_RANK = 9;

  private final AlertClients clients;
  private final Set<String> sinks;

  private AlertWiring(AlertClients clients, Set<String> sinks) {
    this.clients = clients;
    this.sinks = sinks;
  }

  /**
   * Binds the beans.
   *
   * @param open the incidents that have not ended
   */
  static AlertWiring bind(
      Main main, AwsClients aws, Settings settings, MeterRegistry meters, OpenIncidents open) {
    Clock clock = Clock.systemUTC();
    AlertClients clients = new AlertClients(aws);
    Map<String, Sink> sinks =
        SinkCatalogue.of(
            settings.sinks(), settings.alertsFile(), new AwsSinkFactory(clients), clock);
    main.bind("alertRouting", new AlertRouting());
    main.bind(
        "sinks",
        new AlertSinks(
            new AlertDelivery(
                sinks,
                new UndeliveredArchive(aws.s3(), settings.audit().results()),
                open,
                new AlertMeters(meters, sinks.keySet()),
                clock)));
    return new AlertWiring(clients, Set.copyOf(sinks.keySet()));
  }

  /** Returns the least severity of each sink, for the route's placeholders. */
  Properties properties(Settings settings) {
    return properties(settings, sinks);
  }

  static Properties properties(Settings settings, Set<String> sinks) {
    Properties properties = new Properties();
    settings
        .sinks()
        .minSeverity()
        .forEach(
            (sink, rank) ->
                properties.setProperty(
                    "waybill.alert." + sink + ".rank",
                    Integer.toString(sinks.contains(sink) ? rank : DISABLED_RANK)));
    return properties;
  }

  /** Fails when a route of the alerts is missing, because alerts would be lost. */
  void requireRoutes(ModelCamelContext context) {
    RouteRules.missingSinks(id -> context.getRouteDefinition(id) != null, sinks)
        .ifPresent(
            it -> {
              throw StartupException.configuration(it.toString());
            });
  }

  @Override
  public void close() {
    clients.close();
  }
}
