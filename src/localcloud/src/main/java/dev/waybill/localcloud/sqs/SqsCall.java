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
 * One call of SQS, whichever protocol it came in.
 *
 * @param action such as {@code SendMessage}
 * @param input the call in the words of the JSON protocol
 * @param path where it was sent
 * @param forward the body to pass on, without what ElasticMQ does not know
 */
record SqsCall(String action, boolean json, ObjectNode input, String path, String forward) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SOMETHING = "QueueArn";

  /** Reads the JSON protocol. */
  static SqsCall ofJson(String action, String body) throws JsonProcessingException {
    JsonNode tree = JSON.readTree(body.isEmpty() ? "{}" : body);
    ObjectNode input = tree instanceof ObjectNode node ? node : JSON.createObjectNode();
    return new SqsCall(action, true, input, "/", understood(input).toString());
  }

  /** Reads the query protocol. */
  static SqsCall ofForm(String path, String body) {
    QueryForm form = QueryForm.parse(body);
    ObjectNode input = inputOf(form);
    input.put("QueueUrl", form.get("QueueUrl").isEmpty() ? path : form.get("QueueUrl"));
    return new SqsCall(
        form.get("Action"), false, input, path, form.without(KeptAttributes.NAMES).encoded());
  }

  /** The name of the queue it is about; empty if none. */
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

  /** What a caller of GetQueueAttributes asked for of what is kept here. */
  Set<String> askedOfKeptHere() {
    Set<String> asked = new HashSet<>();
    input.path("AttributeNames").forEach(name -> asked.add(name.asText()));
    if (asked.contains("All")) {
      return KeptAttributes.NAMES;
    }
    asked.retainAll(KeptAttributes.NAMES);
    return asked;
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

  private static ObjectNode understood(ObjectNode input) {
    ObjectNode copy = input.deepCopy();
    if (copy.get("Attributes") instanceof ObjectNode attributes) {
      attributes.remove(KeptAttributes.NAMES);
    }
    if (copy.get("AttributeNames") instanceof ArrayNode names && !names.isEmpty()) {
      ArrayNode left = copy.putArray("AttributeNames");
      names.forEach(name -> addUnlessKeptHere(left, name.asText()));
      if (left.isEmpty()) {
        left.add(SOMETHING);
      }
    }
    return copy;
  }

  private static void addUnlessKeptHere(ArrayNode left, String name) {
    if (!KeptAttributes.NAMES.contains(name)) {
      left.add(name);
    }
  }

  private static ObjectNode inputOf(QueryForm form) {
    ObjectNode input = form.message("");
    form.attributes().forEach(input.withObjectProperty("Attributes")::put);
    for (String name : List.of("QueueName", "ReceiptHandle")) {
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

  /** The question for the same queue's URL, in the same protocol. */
  SqsCall asGetQueueUrl() {
    String action = "GetQueueUrl";
    ObjectNode named = newInput().put("QueueName", queue());
    String form = "Action=" + action + "&Version=2012-11-05&QueueName=" + queue();
    return new SqsCall(action, json, named, path, json ? named.toString() : form);
  }

  /** A call made in this process. */
  static SqsCall of(String action, ObjectNode input) {
    return new SqsCall(action, true, input, "/", understood(input).toString());
  }

  static ObjectNode newInput() {
    return JsonNodeFactory.instance.objectNode();
  }
}
