package dev.waybill.aws.alert;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.payload.SafeText;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Message attributes and FIFO identifiers of an event, the same for SNS and SQS. */
final class AlertAttributes {
  private static final Pattern DEDUPLICATION_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final int MAX_LENGTH = 256;

  private AlertAttributes() {}

  /**
   * Returns the attributes that receivers filter by without reading the event.
   *
   * @param attribute constructor of the service's own attribute type from a text
   */
  static <T> Map<String, T> of(AlertEvent event, Function<String, T> attribute) {
    return Map.of(
            "severity", lowerCase(event.severity()),
            "rule", SafeText.oneLine(event.rule(), MAX_LENGTH),
            "kind", lowerCase(event.kind()))
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> attribute.apply(it.getValue())));
  }

  /** Returns the event's id in the form that FIFO queues and topics deduplicate by. */
  static String deduplicationId(AlertEvent event) {
    String id = event.eventId();
    return DEDUPLICATION_ID.matcher(id).matches() ? id : IncidentName.of(id);
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
