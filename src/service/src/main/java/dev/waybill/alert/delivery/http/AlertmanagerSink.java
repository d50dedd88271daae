package dev.waybill.alert.delivery.http;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.payload.AlertmanagerAlert;
import dev.waybill.settings.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.regex.Pattern;

/**
 * Sink for Prometheus Alertmanager's API v2. Alertmanager resolves an alert that is not repeated,
 * so this sink needs reminders.
 */
final class AlertmanagerSink implements Sink {
  private static final Secret NO_SECRET = new Secret("");

  /** Path of the API that an operator may have copied, in whole or in part. */
  private static final Pattern PATH = Pattern.compile("(/api/v2(/alerts)?)?/*$");

  private final JsonPost post;
  private final Clock clock;

  AlertmanagerSink(HttpClient client, String url, Clock clock) {
    URI address = URI.create(PATH.matcher(url).replaceFirst("") + "/api/v2/alerts");
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
