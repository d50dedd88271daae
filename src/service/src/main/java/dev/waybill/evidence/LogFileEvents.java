package dev.waybill.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Events of one object in a log file of CloudTrail, which is untrusted input. */
final class LogFileEvents {
  private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

  private LogFileEvents() {}

  /**
   * Returns the events as lines of JSON.
   *
   * @param file the log file as it is stored
   * @param bucket bucket of the object
   * @param keys keys of the object
   * @throws IOException when the file is not the JSON of a log file
   */
  static List<String> of(byte[] file, String bucket, Set<String> keys) throws IOException {
    List<String> events = new ArrayList<>();
    try (JsonParser json = JSON.createParser(new GZIPInputStream(new ByteArrayInputStream(file)))) {
      if (json.nextToken() != JsonToken.START_OBJECT
          || json.nextToken() != JsonToken.FIELD_NAME
          || !json.currentName().equals("Records")
          || json.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("it has no records");
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        JsonNode event = JSON.readTree(json);
        if (isOf(event.path("requestParameters"), bucket, keys)) {
          events.add(JSON.writeValueAsString(event));
        }
      }
    }
    return events;
  }

  private static boolean isOf(JsonNode parameters, String bucket, Set<String> keys) {
    return parameters.path("bucketName").asText().equals(bucket)
        && keys.contains(parameters.path("key").asText());
  }
}
