package dev.waybill.baseline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A statement of an IAM policy document, version 2012-10-17, as it is written. */
record Statement(ObjectNode json) {
  /** How the Sids of our statements begin in documents that others write to as well. */
  static final String OURS = "Waybill";

  static Statement allow(String sid) {
    return begin(sid, "Allow");
  }

  static Statement deny(String sid) {
    return begin(sid, "Deny");
  }

  private static Statement begin(String sid, String effect) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("Sid", sid).put("Effect", effect);
    return new Statement(json);
  }

  String sid() {
    return json.path("Sid").textValue();
  }

  Statement everyone() {
    json.put("Principal", "*");
    return this;
  }

  Statement service(String name) {
    json.putObject("Principal").put("Service", name);
    return this;
  }

  Statement account(String arn) {
    json.putObject("Principal").put("AWS", arn);
    return this;
  }

  Statement may(String... actions) {
    put(json, "Action", actions);
    return this;
  }

  Statement on(String... resources) {
    put(json, "Resource", resources);
    return this;
  }

  Statement when(String operator, String key, String... values) {
    put(json.withObjectProperty("Condition").withObjectProperty(operator), key, values);
    return this;
  }

  private static void put(ObjectNode into, String name, String... values) {
    if (values.length == 1) {
      into.put(name, values[0]);
    } else {
      ArrayNode array = into.putArray(name);
      for (String value : values) {
        array.add(value);
      }
    }
  }
}
