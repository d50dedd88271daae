package dev.waybill.bench.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Signed record of the peers in Java: an in-toto statement in a DSSE envelope. The Spring peer
 * compiles this class with its own dependencies.
 */
public final class PeerRecord {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PAYLOAD = "application/vnd.in-toto+json";

  private PeerRecord() {}

  public static byte[] statement(NotifiedObject object, byte[] sha256, long size)
      throws JsonProcessingException {
    Map<String, Object> subject =
        Map.of(
            "name",
            object.key(),
            "uri",
            "s3://" + object.bucket() + "/" + object.key() + "?versionId=" + object.versionId(),
            "digest",
            Map.of("sha256", HexFormat.of().formatHex(sha256)),
            "annotations",
            Map.of("versionId", object.versionId(), "eTag", object.eTag(), "size", size));
    return JSON.writeValueAsBytes(
        Map.of(
            "_type",
            "https://in-toto.io/Statement/v1",
            "subject",
            List.of(subject),
            "predicateType",
            "https://waybill.dev/attestation/custody/v1",
            "predicate",
            Map.of("hashed", Instant.now().toString())));
  }

  /** Returns the bytes that DSSE signs. */
  public static byte[] signed(byte[] statement) {
    String head = "DSSEv1 " + PAYLOAD.length() + " " + PAYLOAD + " " + statement.length + " ";
    byte[] first = head.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(first.length + statement.length).put(first).put(statement).array();
  }

  public static byte[] envelope(byte[] statement, String signature) throws JsonProcessingException {
    return JSON.writeValueAsBytes(
        Map.of(
            "payloadType",
            PAYLOAD,
            "payload",
            Base64.getEncoder().encodeToString(statement),
            "signatures",
            List.of(Map.of("keyid", "bench", "sig", signature))));
  }
}
