package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.cloudtrail.EventFields;
import dev.waybill.localcloud.cloudtrail.EventFields.Resource;
import java.util.ArrayList;
import java.util.List;

/** Extraction of the fields of a CloudTrail record that event selectors compare. */
final class EventFieldExtractor {
  private EventFieldExtractor() {}

  static EventFields extract(ObjectNode event) {
    List<Resource> resources = new ArrayList<>();
    for (JsonNode resource : event.path("resources")) {
      String arn = resource.path("ARN").asText(resource.path("ARNPrefix").asText());
      resources.add(new Resource(resource.path("type").asText(), arn));
    }
    return new EventFields(
        event.path("eventCategory").asText(),
        event.path("eventSource").asText(),
        event.path("eventName").asText(),
        event.path("readOnly").asBoolean(),
        event.path("userIdentity").path("arn").asText(),
        resources);
  }
}
