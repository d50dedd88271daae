package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Call of SQS in either protocol.
 *
 * @param action the name of the action, such as {@code SendMessage}
 * @param json true for the JSON protocol, false for the query protocol
 * @param input the input as in the JSON protocol
 * @param path the path of the request
 * @param forward the body to forward, without attributes that ElasticMQ does not support
 */
record SqsCall(String action, boolean json, ObjectNode input, String path, String forward) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLACEHOLDER_ATTRIBUTE = "QueueArn";

  /** Parses a call of the JSON protocol. */
  static SqsCall ofJson(String action, String body) throws JsonProcessingException {
    JsonNode tree = JSON.readTree(body.isEmpty() ? "{}" : body);
    ObjectNode input = tree instanceof ObjectNode node ? node : JSON.createObjectNode();
    return new SqsCall(action, true, input, "/", withoutStoredAttributes(input).toString());
  }

  /** Parses a call of the query protocol. */
  static SqsCall ofForm(String path, String body) {
    QueryForm form = QueryForm.parse(body);
    ObjectNode input = inputOf(form);
    input.put("QueueUrl", form.get("QueueUrl").isEmpty() ? path : form.get("QueueUrl"));
    return new SqsCall(
        form.get("Action"), false, input, path, form.without(StoredAttributes.NAMES).encoded());
  }

  /** Returns the name of the queue; empty if the call has none. */
  String queue() {
    String name = input.path("QueueName").asText();
    String url = input.path("QueueUrl").asText();
    return name.isEmpty() ? url.substring(url.lastIndexOf('/') + 1) : name;
  }

  Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    input
        .path("Attributes")
        .properties()
        .forEach(each -> attributes.put(each.getKey(), each.getValue().asText()));
    return attributes;
  }

  /** Returns the stored attributes that a caller of GetQueueAttributes requests. */
  Set<String> requestedStoredAttributes() {
    Set<String> requested = new HashSet<>();
    input.path("AttributeNames").forEach(name -> requested.add(name.asText()));
    if (requested.contains("All")) {
      return StoredAttributes.NAMES;
    }
    requested.retainAll(StoredAttributes.NAMES);
    return requested;
  }

  Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    if (json) {
      headers.put("Content-Type", "application/x-amz-json-1.0");
      headers.put("X-Amz-Target", "AmazonSQS." + action);
    } else {
      headers.put("Content-Type", "application/x-www-form-urlencoded");
    }
    return headers;
  }

  private static ObjectNode withoutStoredAttributes(ObjectNode input) {
    ObjectNode copy = input.deepCopy();
    if (copy.get("Attributes") instanceof ObjectNode attributes) {
      attributes.remove(StoredAttributes.NAMES);
    }
    if (copy.get("AttributeNames") instanceof ArrayNode names && !names.isEmpty()) {
      ArrayNode remaining = copy.putArray("AttributeNames");
      names.forEach(name -> addUnlessStored(remaining, name.asText()));
      if (remaining.isEmpty()) {
        remaining.add(PLACEHOLDER_ATTRIBUTE);
      }
    }
    return copy;
  }

  private static void addUnlessStored(ArrayNode remaining, String name) {
    if (!StoredAttributes.NAMES.contains(name)) {
      remaining.add(name);
    }
  }

  private static ObjectNode inputOf(QueryForm form) {
    ObjectNode input = form.message("");
    form.attributes().forEach(input.withObjectProperty("Attributes")::put);
    for (String name : List.of("QueueName", "ReceiptHandle", "SourceArn", "DestinationArn")) {
      if (!form.get(name).isEmpty()) {
        input.put(name, form.get(name));
      }
    }
    ArrayNode names = input.putArray("AttributeNames");
    form.numbered("AttributeName.").forEach(names::add);
    entries(form, form.get("Action")).forEach(input.withArrayProperty("Entries")::add);
    return input;
  }

  private static List<ObjectNode> entries(QueryForm form, String action) {
    List<ObjectNode> entries = new ArrayList<>();
    for (int i = 1; !form.get(action + "RequestEntry." + i + ".Id").isEmpty(); i++) {
      String prefix = action + "RequestEntry." + i + ".";
      ObjectNode entry = form.message(prefix);
      entry.put("ReceiptHandle", form.get(prefix + "ReceiptHandle"));
      entries.add(entry);
    }
    return entries;
  }

  /** Returns a GetQueueUrl call for the same queue in the same protocol. */
  SqsCall asGetQueueUrl() {
    String action = "GetQueueUrl";
    ObjectNode named = newInput().put("QueueName", queue());
    String form = "Action=" + action + "&Version=2012-11-05&QueueName=" + queue();
    return new SqsCall(action, json, named, path, json ? named.toString() : form);
  }

  /** Returns a call made by the local cloud itself. */
  static SqsCall of(String action, ObjectNode input) {
    return new SqsCall(action, true, input, "/", withoutStoredAttributes(input).toString());
  }

  static ObjectNode newInput() {
    return JsonNodeFactory.instance.objectNode();
  }
}
