package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What ElasticMQ answered, in the protocol it was asked in. */
record SqsAnswer(int status, Map<String, String> headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SENT_ENTRY =
      Pattern.compile("<SendMessageBatchResultEntry>(.*?)</SendMessageBatchResultEntry>");

  boolean isOk() {
    return status == 200;
  }

  /** The id of the one message that was sent. */
  String messageId(boolean json) {
    return json ? tree().path("MessageId").asText() : element(body, "MessageId");
  }

  /** The ids of a batch's accepted messages by their entries' ids. */
  Map<String, String> messageIds(boolean json) {
    Map<String, String> ids = new HashMap<>();
    if (json) {
      tree()
          .path("Successful")
          .forEach(one -> ids.put(one.path("Id").asText(), one.path("MessageId").asText()));
    } else {
      Matcher entry = SENT_ENTRY.matcher(body.replace("\n", ""));
      while (entry.find()) {
        ids.put(element(entry.group(1), "Id"), element(entry.group(1), "MessageId"));
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
