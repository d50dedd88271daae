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

/** What ElasticMQ answered, in the protocol it was asked in. */
record SqsAnswer(int status, Map<String, String> headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern GOOD_ENTRY =
      Pattern.compile("<(\\w+BatchResultEntry)>(.*?)</\\1>", Pattern.DOTALL);

  /** A refusal of our own. The header is what names it to clients that came from the query form. */
  static SqsAnswer refusal(QueryError error, boolean json) {
    if (!json) {
      return new SqsAnswer(error.status(), Map.of("content-type", "text/xml"), error.xml());
    }
    ObjectNode body = JSON.createObjectNode();
    body.put("__type", "com.amazon.coral.service#" + error.code());
    body.put("message", error.getMessage());
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/x-amz-json-1.0");
    headers.put("x-amzn-query-error", error.code() + ";Sender");
    return new SqsAnswer(error.status(), headers, body.toString());
  }

  /** SQS's name for what went wrong, of an answer that is no good. */
  String errorCode() {
    String header = headers.getOrDefault("x-amzn-query-error", "");
    String inBody = body.startsWith("<") ? element(body, "Code") : tree().path("__type").asText();
    String code = header.isEmpty() ? inBody : header;
    int end = code.indexOf(';');
    String whole = end < 0 ? code : code.substring(0, end);
    return whole.substring(whole.lastIndexOf('#') + 1);
  }

  boolean isOk() {
    return status == 200;
  }

  /** The id of the one message that was sent. */
  String messageId(boolean json) {
    return json ? tree().path("MessageId").asText() : element(body, "MessageId");
  }

  /** The messages' ids by the entries' ids, of those of a batch that succeeded. */
  Map<String, String> messageIds(boolean json) {
    Map<String, String> ids = new HashMap<>();
    if (json) {
      tree()
          .path("Successful")
          .forEach(one -> ids.put(one.path("Id").asText(), one.path("MessageId").asText()));
    } else {
      Matcher entry = GOOD_ENTRY.matcher(body);
      while (entry.find()) {
        ids.put(element(entry.group(2), "Id"), element(entry.group(2), "MessageId"));
      }
    }
    return ids;
  }

  /** The same answer to GetQueueAttributes with more attributes. */
  SqsAnswer with(boolean json, Map<String, String> more, Set<String> unasked) {
    return new SqsAnswer(status, headers, json ? jsonWith(more, unasked) : xmlWith(more));
  }

  /** The answer to GetQueueUrl as one to CreateQueue: in the query protocol its elements' names. */
  SqsAnswer toCreateQueue() {
    return new SqsAnswer(
        status,
        headers,
        body.replace("<GetQueueUrlRes", "<CreateQueueRes")
            .replace("</GetQueueUrlRes", "</CreateQueueRes"));
  }

  private String jsonWith(Map<String, String> more, Set<String> unasked) {
    ObjectNode answer = tree() instanceof ObjectNode node ? node : JSON.createObjectNode();
    ObjectNode attributes = answer.withObjectProperty("Attributes");
    attributes.remove(unasked);
    more.forEach(attributes::put);
    return answer.toString();
  }

  private String xmlWith(Map<String, String> more) {
    String elements =
        more.entrySet().stream()
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
      throw new IllegalStateException("ElasticMQ answered no JSON", e);
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
