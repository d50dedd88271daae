package dev.waybill.bench.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Object named by an S3 notification. */
public record NotifiedObject(String bucket, String key, String versionId, String eTag) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<NotifiedObject> parse(String notification) throws JsonProcessingException {
    List<NotifiedObject> all = new ArrayList<>();
    for (JsonNode record : JSON.readTree(notification).path("Records")) {
      JsonNode object = record.at("/s3/object");
      all.add(
          new NotifiedObject(
              record.at("/s3/bucket/name").asText(),
              URLDecoder.decode(object.path("key").asText(), StandardCharsets.UTF_8),
              object.path("versionId").asText(),
              object.path("eTag").asText()));
    }
    return all;
  }

  public String recordKey() {
    return bucket + "/" + key + "/" + versionId + ".json";
  }

  public String processedKey() {
    return "processed/" + key.substring("incoming/".length());
  }
}
