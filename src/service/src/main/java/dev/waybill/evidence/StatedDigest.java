package dev.waybill.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.record.TrailStatement;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.UtcTime;
import dev.waybill.trail.TrailVersion;
import dev.waybill.trail.digest.TrailKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Digest of CloudTrail that a signed statement of Waybill states.
 *
 * @param bucket the bucket of the digest
 * @param version the version that was verified
 * @param sha256 digest of its content
 * @param end end of the time that it covers
 * @param signature CloudTrail's signature in hex
 * @param key CloudTrail's public key
 */
record StatedDigest(
    String bucket,
    TrailVersion version,
    Sha256 sha256,
    Instant end,
    String signature,
    TrailKey key) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Returns the digests of a statement.
   *
   * @throws IllegalArgumentException when the statement has another form
   */
  static List<StatedDigest> of(TrailStatement statement) {
    JsonNode predicate;
    try {
      predicate = JSON.readTree(statement.payload()).path("predicate");
    } catch (IOException e) {
      throw new IllegalArgumentException("the statement is no JSON", e);
    }
    List<TrailKey> keys = new ArrayList<>();
    predicate.path("publicKeys").forEach(it -> keys.add(key(it)));
    return StreamSupport.stream(predicate.path("digests").spliterator(), false)
        .map(it -> of(predicate.path("bucket").asText(), it, keys))
        .toList();
  }

  private static TrailKey key(JsonNode key) {
    return new TrailKey(
        key.path("fingerprint").asText(),
        key.path("pkcs1").asText(),
        UtcTime.parse(key.path("validFrom").asText()),
        UtcTime.parse(key.path("validUntil").asText()));
  }

  private static StatedDigest of(String bucket, JsonNode digest, List<TrailKey> keys) {
    String fingerprint = digest.path("fingerprint").asText();
    Instant end = UtcTime.parse(digest.path("end").asText());
    return new StatedDigest(
        bucket,
        new TrailVersion(
            digest.path("key").asText(),
            digest.path("versionId").asText(),
            true,
            false,
            0,
            Instant.EPOCH),
        new Sha256(digest.path("sha256").asText()),
        end,
        digest.path("signature").asText(),
        keys.stream()
            .filter(it -> it.fingerprint().equals(fingerprint))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("a digest has no public key")));
  }
}
