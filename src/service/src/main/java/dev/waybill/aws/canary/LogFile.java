package dev.waybill.aws.canary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.waybill.canary.Canary;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Streaming search of a CloudTrail file for a canary's upload. At most one event is in memory,
 * whatever the size of the file. The content is untrusted input and is only compared.
 *
 * @param canary canary whose upload is searched for
 */
record LogFile(Canary canary) {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(1024 * 1024)
                  .maxNestingDepth(100)
                  .build())
          .build();
  private static final Set<String> NESTED_OBJECTS = Set.of("requestParameters", "responseElements");

  /**
   * Returns whether one of the events is the canary's upload.
   *
   * @param gzip compressed JSON of the file
   * @throws IOException when the file is not gzip or JSON, or a text in it is too long
   */
  boolean containsUpload(InputStream gzip) throws IOException {
    try (JsonParser json = JSON.createParser(new GZIPInputStream(gzip))) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME && "Records".equals(json.currentName())) {
          return json.nextToken() == JsonToken.START_ARRAY && containsUpload(json);
        }
      }
      return false;
    }
  }

  private boolean containsUpload(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Map<String, String> event = new HashMap<>();
      read(json, "", event);
      if (isUpload(event)) {
        return true;
      }
    }
    return false;
  }

  /** Reads the texts of one event, including those of its request and its response. */
  private static void read(JsonParser json, String path, Map<String, String> texts)
      throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        texts.put(path + name, json.getText());
      } else if (value == JsonToken.START_OBJECT
          && path.isEmpty()
          && NESTED_OBJECTS.contains(name)) {
        read(json, name + ".", texts);
      } else {
        json.skipChildren();
      }
    }
  }

  private boolean isUpload(Map<String, String> event) {
    String version = event.get("responseElements.x-amz-version-id");
    return "PutObject".equals(event.get("eventName"))
        && !event.containsKey("errorCode")
        && canary.bucket().equals(event.get("requestParameters.bucketName"))
        && canary.key().equals(event.get("requestParameters.key"))
        && (version == null || version.equals(canary.versionId()));
  }
}
