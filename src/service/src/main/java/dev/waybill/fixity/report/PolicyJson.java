package dev.waybill.fixity.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** JSON of the policy of a cycle. */
final class PolicyJson {
  private PolicyJson() {}

  static void write(JsonGenerator json, CyclePolicy policy) throws IOException {
    json.writeStartObject();
    json.writeStringField("every", policy.every().toString());
    json.writeStringField("glance", policy.glance().toString());
    json.writeNumberField("bytesPerSecond", policy.bytesPerSecond());
    json.writeNumberField("requestsPerSecond", policy.requestsPerSecond());
    json.writeNumberField("dollarsPerDay", policy.dollarsPerDay());
    json.writeEndObject();
  }
}
