package dev.waybill.alert.delivery.http;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.payload.AlertmanagerAlert;
import dev.waybill.settings.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;

/**
 * Sink for Prometheus Alertmanager's API v2. Alertmanager resolves an alert that is not repeated,
 * so this sink needs reminders.
 */
final class AlertmanagerSink implements Sink {
  private static final Secret NO_SECRET = new Secret("");

  private final JsonPost post;
  private final Clock clock;

  AlertmanagerSink(HttpClient client, String url, Clock clock) {
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    URI address = URI.create(base + "/api/v2/alerts");
    this.post = new JsonPost(client, "waybill.alert.alertmanager.url", address, NO_SECRET);
    this.clock = clock;
  }

  @Override
  public void send(AlertEvent event) {
    post.send(AlertmanagerAlert.of(event, clock.instant()));
  }

  @Override
  public boolean needsReminders() {
    return true;
  }
}
