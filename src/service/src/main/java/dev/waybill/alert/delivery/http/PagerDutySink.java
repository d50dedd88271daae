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
    String key = settings.key().reveal();
    post.send(PagerDutyEvent.of(event, key));
    // Sent again with the event when it fails; PagerDuty takes both twice without an effect.
    PagerDutyEvent.acknowledgement(event, key).ifPresent(post::send);
  }
}
