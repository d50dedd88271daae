package dev.waybill.camel.sink;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.payload.SlackMessage;
import dev.waybill.settings.Secret;
import java.net.URI;
import java.net.http.HttpClient;

/** A Slack incoming webhook. */
final class SlackSink implements Sink {
  private final HttpPost post;

  SlackSink(HttpClient client, Secret url) {
    this.post = new HttpPost(client, "waybill.alert.slack.url", URI.create(url.reveal()), url);
  }

  @Override
  public void send(AlertEvent event) {
    post.send(SlackMessage.of(event));
  }
}
