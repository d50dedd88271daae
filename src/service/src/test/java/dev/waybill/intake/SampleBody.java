package dev.waybill.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.model.ObjectNotification;
import dev.waybill.model.Purpose;
import dev.waybill.record.object.Sequencer;
import dev.waybill.settings.RawSettings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Message body of a sample, and the notifications in it, read without the code under test.
 *
 * @param published the body as published
 * @param moved the body with its objects moved to the raw bucket and below {@code incoming/}
 * @param announced the notifications in the moved body, in its order
 */
record SampleBody(String published, String moved, List<ObjectNotification> announced) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the message bodies in a sample, without the envelopes of Lambda and the AWS CLI. */
  static List<SampleBody> in(JsonNode sample, RawSettings raw) {
    return texts(sample).stream().map(text -> of(text, raw)).toList();
  }

  private static List<String> texts(JsonNode sample) {
    if (sample.path("Body").isTextual()) {
      return List.of(sample.path("Body").textValue());
    }
    if (sample.at("/Records/0/body").isTextual()) {
      return stream(sample.path("Records")).map(each -> each.path("body").textValue()).toList();
    }
    if (sample.at("/Records/0/Sns").isObject()) {
      return stream(sample.path("Records")).map(each -> each.path("Sns").toString()).toList();
    }
    return List.of(sample.toString());
  }

  private static SampleBody of(String text, RawSettings raw) {
    JsonNode body;
    try {
      body = JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return new SampleBody(text, text, List.of());
    }
    if (body.path("Type").asText().equals("Notification")) {
      SampleBody within = of(body.path("Message").textValue(), raw);
      String wrapped = ((ObjectNode) body.deepCopy()).put("Message", within.moved()).toString();
      return new SampleBody(text, wrapped, within.announced());
    }
    List<ObjectNotification> announced = new ArrayList<>();
    for (JsonNode each : body.path("Records")) {
      if (each.path("s3").isObject()) {
        move(each.path("s3"), raw);
        if (each.path("eventName").asText().startsWith("ObjectCreated:")) {
          announced.add(ofS3(each, raw));
        }
      }
    }
    if (body.at("/detail/object").isObject()) {
      move(body.path("detail"), raw);
      if (body.path("detail-type").asText().equals("Object Created")) {
        announced.add(ofEventBridge(body, raw));
      }
    }
    return new SampleBody(text, body.toString(), announced);
  }

  private static void move(JsonNode s3, RawSettings raw) {
    ((ObjectNode) s3.path("bucket")).put("name", raw.bucket());
    ObjectNode object = (ObjectNode) s3.path("object");
    object.put("key", raw.incoming() + object.path("key").textValue());
  }

  private static ObjectNotification ofS3(JsonNode entry, RawSettings raw) {
    JsonNode object = entry.at("/s3/object");
    return announced(
        raw,
        decoded(object),
        null,
        text(object, "versionId"),
        text(object, "eTag"),
        object,
        entry.path("eventTime").textValue(),
        "id");
  }

  private static ObjectNotification ofEventBridge(JsonNode event, RawSettings raw) {
    JsonNode object = event.at("/detail/object");
    String verbatim = object.path("key").textValue();
    return announced(
        raw,
        verbatim,
        decoded(object).equals(verbatim) ? null : decoded(object),
        text(object, "version-id"),
        text(object, "etag"),
        object,
        event.path("time").textValue(),
        event.path("id").textValue());
  }

  private static ObjectNotification announced(
      RawSettings raw,
      String key,
      String otherKey,
      String version,
      String eTag,
      JsonNode object,
      String time,
      String id) {
    return new ObjectNotification(
        raw.bucket(),
        key,
        otherKey,
        version,
        eTag,
        object.path("size").isNumber() ? object.path("size").longValue() : null,
        Optional.ofNullable(text(object, "sequencer")).map(Sequencer::new).orElse(null),
        OffsetDateTime.parse(time).toInstant(),
        id,
        Purpose.PROMOTE);
  }

  private static String decoded(JsonNode object) {
    return URLDecoder.decode(object.path("key").textValue(), StandardCharsets.UTF_8);
  }

  private static String text(JsonNode object, String name) {
    return Optional.ofNullable(object.path(name).textValue())
        .filter(it -> !it.isEmpty())
        .orElse(null);
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
