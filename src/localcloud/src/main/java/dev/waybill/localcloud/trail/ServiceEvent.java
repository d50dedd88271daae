package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.ServiceAccess;
import dev.waybill.localcloud.service.ServiceAccess.Origin;
import dev.waybill.localcloud.wire.Principal;
import java.util.UUID;

/** CloudTrail record of one call of a service other than S3: a management event. */
record ServiceEvent(ServiceAccess access, Principal caller, String region) {
  private static final ObjectMapper JSON = new ObjectMapper();

  ObjectNode json() {
    Origin origin = access.origin();
    ObjectNode event = JSON.createObjectNode();
    new TrailEventHeader(
            caller,
            origin.time(),
            access.source(),
            access.name(),
            region,
            origin.sourceIp(),
            origin.userAgent(),
            access.errorCode(),
            access.errorMessage())
        .write(event);
    event.set(
        "requestParameters",
        access.requestParameters().isEmpty() ? null : access.requestParameters());
    event.set("responseElements", access.responseElements());
    event.put("requestID", origin.requestId()).put("eventID", UUID.randomUUID().toString());
    event.put("readOnly", access.readOnly());
    event.put("eventType", "AwsApiCall").put("managementEvent", true);
    event.put("recipientAccountId", caller.account());
    return event.put("eventCategory", "Management");
  }
}
