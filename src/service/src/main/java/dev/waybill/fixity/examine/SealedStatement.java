package dev.waybill.fixity.examine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Part of a record that its entry does not repeat. It is read only of a record that has the digest
 * of its entry, so that the log vouches for it and no signature is verified.
 *
 * @param encryption encryption of the sealed version; null when the record does not state it
 * @param composite S3's checksum of a copy in parts; null when the record states none
 * @param chunks chunks of the object; null when the record states none
 */
public record SealedStatement(
    @Nullable Encryption encryption, @Nullable String composite, @Nullable StatedChunks chunks) {
  /** Statement of a record that could not be read. */
  static final SealedStatement UNKNOWN = new SealedStatement(null, null, null);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the statement of a record; that of an unknown format is empty. */
  static SealedStatement of(byte[] record) {
    try {
      String payload = JSON.readTree(record).at("/dsseEnvelope/payload").asText();
      return ofPayload(new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      return UNKNOWN;
    }
  }

  /** Returns the statement in the payload of a record; that of an unknown format is empty. */
  public static SealedStatement ofPayload(String payload) {
    try {
      JsonNode predicate = JSON.readTree(payload).path("predicate");
      return new SealedStatement(
          encryption(predicate.path("encryption")),
          text(predicate.path("parts"), "compositeSha256"),
          chunks(predicate.path("chunks")));
    } catch (IOException | IllegalArgumentException e) {
      return UNKNOWN;
    }
  }

  private static @Nullable Encryption encryption(JsonNode json) {
    return json.isObject()
        ? new Encryption(
            text(json, "algorithm"), text(json, "kmsKeyId"), json.path("bucketKey").asBoolean())
        : null;
  }

  /** Returns null for an unknown algorithm too: such an object is read as one stream. */
  private static @Nullable StatedChunks chunks(JsonNode json) {
    String root = text(json, "root");
    return root != null && StatedChunks.ALGORITHM.equals(text(json, "algorithm"))
        ? new StatedChunks(
            json.path("size").asLong(),
            json.path("count").asInt(),
            TreeHash.of(new Sha256(root).bytes(), 0))
        : null;
  }

  private static @Nullable String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isTextual() ? value.asText() : null;
  }
}
