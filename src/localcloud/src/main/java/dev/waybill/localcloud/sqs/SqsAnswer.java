package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.wire.QueryError;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Response of ElasticMQ in the protocol of the call. */
record SqsAnswer(int status, Map<String, String> headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SUCCESSFUL_ENTRY =
      Pattern.compile("<(\\w+BatchResultEntry)>(.*?)</\\1>", Pattern.DOTALL);

  /**
   * Returns an error response of the local cloud. Clients that migrated from the query protocol
   * read the error code from the header.
   */
  static SqsAnswer ofError(QueryError error, boolean json, String requestId) {
    if (!json) {
      return new SqsAnswer(
          error.status(), Map.of("content-type", "text/xml"), error.xml(requestId));
    }
    ObjectNode body = JSON.createObjectNode();
    body.put("__type", "com.amazon.coral.service#" + error.code());
    body.put("message", error.getMessage());
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/x-amz-json-1.0");
    headers.put("x-amzn-query-error", error.code() + ";Sender");
    return new SqsAnswer(error.status(), headers, body.toString());
  }

  /** Returns the SQS error code of an error response. */
  String errorCode() {
    String header = headers.getOrDefault("x-amzn-query-error", "");
    String inBody = body.startsWith("<") ? element(body, "Code") : tree().path("__type").asText();
    String code = header.isEmpty() ? inBody : header;
    int end = code.indexOf(';');
    String full = end < 0 ? code : code.substring(0, end);
    return full.substring(full.lastIndexOf('#') + 1);
  }

  boolean isOk() {
    return status == 200;
  }

  /** Returns the id of the message that was sent. */
  String messageId(boolean json) {
    return json ? tree().path("MessageId").asText() : element(body, "MessageId");
  }

  /** Returns the message ids of the successful entries of a batch by entry id. */
  Map<String, String> messageIds(boolean json) {
    Map<String, String> ids = new HashMap<>();
    if (json) {
      tree()
          .path("Successful")
          .forEach(one -> ids.put(one.path("Id").asText(), one.path("MessageId").asText()));
    } else {
      Matcher entry = SUCCESSFUL_ENTRY.matcher(body);
      while (entry.find()) {
        ids.put(element(entry.group(2), "Id"), element(entry.group(2), "MessageId"));
      }
    }
    return ids;
  }

  /**
   * Returns a copy of the response to GetQueueAttributes with added and without unrequested
   * attributes.
   */
  SqsAnswer withAttributes(boolean json, Map<String, String> added, Set<String> unrequested) {
    return new SqsAnswer(status, headers, json ? jsonWith(added, unrequested) : xmlWith(added));
  }

  /**
   * Returns the response to GetQueueUrl as one to CreateQueue, which differs in element names of
   * the query protocol.
   */
  SqsAnswer toCreateQueue() {
    return new SqsAnswer(
        status,
        headers,
        body.replace("<GetQueueUrlRes", "<CreateQueueRes")
            .replace("</GetQueueUrlRes", "</CreateQueueRes"));
  }

  private String jsonWith(Map<String, String> added, Set<String> unrequested) {
    ObjectNode answer = tree() instanceof ObjectNode node ? node : JSON.createObjectNode();
    ObjectNode attributes = answer.withObjectProperty("Attributes");
    attributes.remove(unrequested);
    added.forEach(attributes::put);
    return answer.toString();
  }

  private String xmlWith(Map<String, String> added) {
    String elements =
        added.entrySet().stream()
            .map(
                each ->
                    "<Attribute><Name>%s</Name><Value>%s</Value></Attribute>"
                        .formatted(each.getKey(), escaped(each.getValue())))
            .collect(Collectors.joining());
    return body.replace("</GetQueueAttributesResult>", elements + "</GetQueueAttributesResult>");
  }

  private JsonNode tree() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("ElasticMQ returned a response that is not JSON", e);
    }
  }

  private static String element(String xml, String name) {
    int start = xml.indexOf("<" + name + ">");
    int end = xml.indexOf("</" + name + ">");
    return start < 0 || end < 0 ? "" : xml.substring(start + name.length() + 2, end).strip();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
