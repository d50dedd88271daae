package dev.waybill.alert.delivery.http;

import dev.waybill.alert.delivery.Sink;
import dev.waybill.settings.SinkSettings;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Factory of the configured HTTP sinks, which share one HTTP client. */
public final class HttpSinks {
  private HttpSinks() {}

  /** Returns the configured HTTP sinks by name; creates no client when there is none. */
  public static Map<String, Sink> of(SinkSettings settings, Clock clock) {
    Map<String, Sink> sinks = new LinkedHashMap<>();
    if (settings.alertmanager() == null
        && settings.pagerDuty() == null
        && settings.slack() == null) {
      return sinks;
    }
    HttpClient client = JsonPost.client();
    if (settings.alertmanager() != null) {
      sinks.put("alertmanager", new AlertmanagerSink(client, settings.alertmanager(), clock));
    }
    if (settings.pagerDuty() != null) {
      sinks.put("pagerduty", new PagerDutySink(client, settings.pagerDuty()));
    }
    if (settings.slack() != null) {
      sinks.put("slack", new SlackSink(client, settings.slack()));
    }
    return sinks;
  }
}
