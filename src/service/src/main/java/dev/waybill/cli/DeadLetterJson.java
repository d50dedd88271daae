package dev.waybill.cli;

import dev.waybill.deadletter.DeadLetter;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON of dead letters. */
final class DeadLetterJson {
  private DeadLetterJson() {}

  static Map<String, Object> of(DeadLetter letter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", letter.id());
    json.put("sourceId", letter.sourceId());
    json.put("reason", letter.reason());
    json.put("detail", letter.detail());
    json.put("object", letter.version());
    json.put("sent", letter.sent().toString());
    json.put("received", letter.received());
    return json;
  }

  static Map<String, Object> withBody(DeadLetter letter) {
    Map<String, Object> json = of(letter);
    json.put("body", letter.body());
    return json;
  }
}
