package dev.waybill.alert.delivery.http;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.payload.SlackMessage;
import dev.waybill.settings.Secret;
import java.net.URI;
import java.net.http.HttpClient;

/** Sink for a Slack incoming webhook. */
final class SlackSink implements Sink {
  private final JsonPost post;

  SlackSink(HttpClient client, Secret url) {
    this.post = new JsonPost(client, "waybill.alert.slack.url", URI.create(url.reveal()), url);
  }

  @Override
  public void send(AlertEvent event) {
    post.send(SlackMessage.of(event));
  }
}
