package dev.waybill.audit.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Variant of all records in which every audit has to find the same events. */
enum RecordVariant {
  /** Records as CloudTrail writes them. */
  PLAIN {
    @Override
    void change(ObjectNode event) {}
  },

  /**
   * Records of a caller that passes itself off as the service, in all that a caller may choose: the
   * name of its session, the user agent, the host name, and parameters that S3 and IAM ignore.
   */
  DISGUISED {
    @Override
    void change(ObjectNode event) {
      // A person chooses no user agent in AWS's console.
      if (!event.path("userAgent").asText().contains("S3Console")) {
        event.put("userAgent", "[waybill/0.1.0 aws-sdk-java/2.41.24 md/io#sync]");
      }
      nameSessionLikeTheService(event.path("userIdentity"));
      if (event.path("requestParameters") instanceof ObjectNode asked) {
        asked.put("x-id", "waybill-0").put("x-amz-meta-role", "role/waybill");
      }
      if (event.path("tlsDetails") instanceof ObjectNode tls) {
        tls.put("clientProvidedHostHeader", "caa304-provenance.s3.us-east-1.amazonaws.com");
      }
    }

    private static void nameSessionLikeTheService(JsonNode identity) {
      for (String field : new String[] {"principalId", "arn"}) {
        String value = identity.path(field).asText();
        // EC2 names the session of an instance.
        if (identity instanceof ObjectNode named
            && value.matches("(AROA.*:|.*:assumed-role/.*/)(?!i-[0-9a-f]).*")) {
          named.put(field, value.replaceAll("(?<=[:/])[^:/]*$", "waybill-0"));
        }
      }
    }
  },

  /** Records with values of wrong types in fields that decide nothing. */
  MALFORMED {
    @Override
    void change(ObjectNode event) {
      event.put("apiVersion", 5).put("serviceEventDetails", "text");
      event.putObject("sharedEventID").putArray("").addNull();
      event.putArray("edgeDeviceDetails").add(1e300).add("\u0000");
      event.putNull("tlsDetails").putNull("addendum");
      for (String field : new String[] {"readOnly", "managementEvent", "recipientAccountId"}) {
        if (event.hasNonNull(field)) {
          event.put(field, event.path(field).asText());
        }
      }
      if (!event.path("responseElements").isObject()) {
        event.put("responseElements", "{\"no JSON");
      }
      if (!event.path("additionalEventData").isObject()) {
        event.putArray("additionalEventData").add("text");
      }
      if (event.path("requestParameters") instanceof ObjectNode asked) {
        asked.putArray("").addObject().putNull("bucketName").put("key", true);
      }
      if (event.path("resources") instanceof ArrayNode resources) {
        resources.addObject().putNull("ARN").put("type", 7);
      }
      if (event.at("/userIdentity/sessionContext/attributes") instanceof ObjectNode session) {
        session.put("creationDate", "never");
      }
    }
  };

  abstract void change(ObjectNode event);

  ObjectNode of(ObjectNode record) {
    ObjectNode copy = record.deepCopy();
    change(copy);
    return copy;
  }
}
