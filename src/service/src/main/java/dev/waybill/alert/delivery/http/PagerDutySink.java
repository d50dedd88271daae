package dev.waybill.alert.delivery.http;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.payload.PagerDutyEvent;
import dev.waybill.settings.SinkSettings;
import java.net.URI;
import java.net.http.HttpClient;

/** Sink for PagerDuty's Events API v2. */
final class PagerDutySink implements Sink {
  private final SinkSettings.PagerDuty settings;
  private final JsonPost post;

  PagerDutySink(HttpClient client, SinkSettings.PagerDuty settings) {
    this.settings = settings;
    this.post =
        new JsonPost(client, "waybill.alert.pagerduty", URI.create(settings.url()), settings.key());
  }

  @Override
  public void send(AlertEvent event) {
    post.send(PagerDutyEvent.of(event, settings.key().reveal()));
  }
}
