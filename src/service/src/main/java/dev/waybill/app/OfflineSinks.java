package dev.waybill.app;

import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.delivery.sink.CloudSinkFactory;
import dev.waybill.alert.delivery.sink.SinkCatalogue;
import dev.waybill.settings.Settings;
import java.time.Clock;
import java.util.Set;

/** Names of the configured sinks of alerts, without a client of any of them. */
final class OfflineSinks implements CloudSinkFactory {
  private OfflineSinks() {}

  static Set<String> names(Settings settings) {
    return SinkCatalogue.of(
            settings.sinks(), settings.alertsFile(), new OfflineSinks(), Clock.systemUTC())
        .keySet();
  }

  @Override
  public Sink topic(String topic) {
    return event -> {};
  }

  @Override
  public Sink queue(String queue) {
    return event -> {};
  }

  @Override
  public Sink eventBus(String bus) {
    return event -> {};
  }
}
