package dev.waybill.baseline.desired;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A statement of an IAM policy document, version 2012-10-17, as it is written. */
public record DesiredStatement(ObjectNode json) {
  /** How the Sids of our statements begin in documents that others write to as well. */
  public static final String OURS = "Waybill";

  public static DesiredStatement allow(String sid) {
    return begin(sid, "Allow");
  }

  public static DesiredStatement deny(String sid) {
    return begin(sid, "Deny");
  }

  private static DesiredStatement begin(String sid, String effect) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("Sid", sid).put("Effect", effect);
    return new DesiredStatement(json);
  }

  public String sid() {
    return json.path("Sid").textValue();
  }

  public DesiredStatement everyone() {
    json.put("Principal", "*");
    return this;
  }

  public DesiredStatement service(String name) {
    json.putObject("Principal").put("Service", name);
    return this;
  }

  public DesiredStatement account(String arn) {
    json.putObject("Principal").put("AWS", arn);
    return this;
  }

  public DesiredStatement may(String... actions) {
    put(json, "Action", actions);
    return this;
  }

  public DesiredStatement on(String... resources) {
    put(json, "Resource", resources);
    return this;
  }

  public DesiredStatement when(String operator, String key, String... values) {
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
