package dev.waybill.baseline.desired;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A statement of an IAM policy document, version 2012-10-17, as it is written. */
public record Statement(ObjectNode json) {
  /** How the Sids of our statements begin in documents that others write to as well. */
  public static final String OURS = "Waybill";

  public static Statement allow(String sid) {
    return begin(sid, "Allow");
  }

  public static Statement deny(String sid) {
    return begin(sid, "Deny");
  }

  private static Statement begin(String sid, String effect) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("Sid", sid).put("Effect", effect);
    return new Statement(json);
  }

  public String sid() {
    return json.path("Sid").textValue();
  }

  public Statement everyone() {
    json.put("Principal", "*");
    return this;
  }

  public Statement service(String name) {
    json.putObject("Principal").put("Service", name);
    return this;
  }

  public Statement account(String arn) {
    json.putObject("Principal").put("AWS", arn);
    return this;
  }

  public Statement may(String... actions) {
    put(json, "Action", actions);
    return this;
  }

  public Statement on(String... resources) {
    put(json, "Resource", resources);
    return this;
  }

  public Statement when(String operator, String key, String... values) {
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
