package dev.waybill.baseline.desired;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Statement of an IAM policy document, version 2012-10-17, with the builder of its JSON. */
public record DesiredStatement(ObjectNode json) {
  /** Prefix of the Sids of Waybill's statements in documents that others may change too. */
  public static final String SID_PREFIX = "Waybill";

  public static DesiredStatement allow(String sid) {
    return statement(sid, "Allow");
  }

  public static DesiredStatement deny(String sid) {
    return statement(sid, "Deny");
  }

  private static DesiredStatement statement(String sid, String effect) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("Sid", sid).put("Effect", effect);
    return new DesiredStatement(json);
  }

  public String sid() {
    return json.path("Sid").textValue();
  }

  public DesiredStatement anyPrincipal() {
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

  public DesiredStatement actions(String... actions) {
    put(json, "Action", actions);
    return this;
  }

  public DesiredStatement resources(String... resources) {
    put(json, "Resource", resources);
    return this;
  }

  /** Applies the statement to all resources except these. */
  public DesiredStatement notResources(String... resources) {
    put(json, "NotResource", resources);
    return this;
  }

  /** Adds a condition; all conditions of a statement must be met. */
  public DesiredStatement condition(String operator, String key, String... values) {
    put(json.withObjectProperty("Condition").withObjectProperty(operator), key, values);
    return this;
  }

  /** Writes a single value as a string and several values as an array, like AWS does. */
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
