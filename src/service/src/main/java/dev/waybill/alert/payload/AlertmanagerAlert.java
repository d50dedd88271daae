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
 * Alertmanager's API v2. The labels name the incident, so they hold nothing that changes while it
 * lasts but its severity; foreign text is in annotations only.
 */
public final class AlertmanagerAlert {
  private static final int ANNOTATION = 8192;

  private AlertmanagerAlert() {}

  /**
   * The request's body: one alert, because a batch with a bad one is refused and yet taken in part.
   *
   * @param now when it is sent; an end is not later, so that it is over at once
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
    annotations.put("summary", Text.clip(event.finding().title(), ANNOTATION));
    Facts.of(event)
        .forEach((name, value) -> annotations.put(label(name), Text.clip(value, ANNOTATION)));
    Instant begin = earlier(event.finding().sightings().first(), now);
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

  /** Names of annotations are words: letters, digits and _, and no digit first. */
  private static String label(String name) {
    String word = name.replaceAll("[^A-Za-z0-9_]", "_");
    return word.matches("[A-Za-z_].*") ? word : "_" + word;
  }
}
