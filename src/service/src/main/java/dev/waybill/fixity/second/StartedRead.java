package dev.waybill.fixity.second;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Reading whose job was created.
 *
 * @param name name of the reading
 * @param job id of the job
 * @param bucket bucket of the manifest and of the report
 * @param folder prefix of both; ends in a slash
 * @param scope versions that are covered
 * @param size size of the log; the entries before it are judged
 * @param until time after which a version was sealed too late to be judged
 * @param manifest SHA-256 of the manifest
 */
public record StartedRead(
    String name,
    String job,
    String bucket,
    String folder,
    ReadScope scope,
    long size,
    Instant until,
    Sha256 manifest) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;

  /** Returns canonical JSON (RFC 8785). */
  byte[] bytes() {
    ObjectNode json = JSON.createObjectNode();
    json.put("bucket", bucket)
        .put("folder", folder)
        .put("job", job)
        .put("manifest", manifest.hex())
        .put("name", name)
        .put("part", scope.part())
        .put("parts", scope.parts())
        .put("prefix", scope.prefix())
        .put("size", size)
        .put("until", until.toString())
        .put("v", VERSION);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Parses what {@link #bytes} wrote.
   *
   * @throws InvalidReadException when it has another form
   */
  static StartedRead parse(byte[] content) {
    try {
      JsonNode json = JSON.readTree(content);
      StartedRead read =
          new StartedRead(
              json.path("name").asText(),
              json.path("job").asText(),
              json.path("bucket").asText(),
              json.path("folder").asText(),
              new ReadScope(
                  json.path("prefix").asText(),
                  json.path("part").asInt(),
                  json.path("parts").asInt()),
              json.path("size").asLong(),
              Instant.parse(json.path("until").asText()),
              new Sha256(json.path("manifest").asText()));
      if (Arrays.equals(read.bytes(), content)) {
        return read;
      }
    } catch (IOException | RuntimeException e) {
      // As JSON of another form.
    }
    throw new InvalidReadException("the object of the job has another form");
  }
}
