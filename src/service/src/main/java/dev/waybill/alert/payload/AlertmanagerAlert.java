package dev.waybill.alert.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.IncidentName;
import java.time.Instant;
import java.util.Locale;

/**
 * Request body of Alertmanager's API v2. The labels identify the incident, so only the severity
 * among them changes while it lasts; untrusted input is in annotations only.
 */
public final class AlertmanagerAlert {
  private static final int MAX_ANNOTATION_LENGTH = 8192;

  private AlertmanagerAlert() {}

  /**
   * Returns a body with one alert. Alertmanager answers a batch with an invalid alert by an error,
   * yet accepts a part of it.
   *
   * @param now time of sending; the end of an alert is not later, so that it is resolved at once
   */
  public static String of(AlertEvent event, Instant now) {
    ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
    ObjectNode alert = alerts.addObject();
    alert
        .putObject("labels")
        .put("alertname", "Waybill " + event.rule())
        .put("severity", event.severity().name().toLowerCase(Locale.ROOT))
        .put("rule", event.rule())
        .put("uid", IncidentName.of(event.uid()));
    ObjectNode annotations = alert.putObject("annotations");
    annotations.put("summary", SafeText.clip(event.finding().title(), MAX_ANNOTATION_LENGTH));
    AlertFields.of(event)
        .forEach(
            (name, value) ->
                annotations.put(label(name), SafeText.clip(value, MAX_ANNOTATION_LENGTH)));
    Instant begin = earlier(event.finding().occurrences().first(), now);
    alert.put("startsAt", begin.toString());
    if (event.kind() == Kind.END) {
      Instant end = earlier(event.finding().time(), now);
      alert.put("endsAt", (end.isBefore(begin) ? begin : end).toString());
    }
    return alerts.toString();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Returns a valid annotation name: letters, digits and _, with no digit first. */
  private static String label(String name) {
    String word = name.replaceAll("[^A-Za-z0-9_]", "_");
    return word.matches("[A-Za-z_].*") ? word : "_" + word;
  }
}
