package dev.waybill.claims;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.record.CustodyStatement;
import dev.waybill.record.object.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * Signed statement over the lines of a file of claims.
 *
 * @param key key of the file, so that a file cannot be put again elsewhere
 * @param digest digest of the lines
 * @param at time of the file
 */
record ClaimsStatement(String key, Sha256 digest, Instant at) {
  /** in-toto {@code predicateType}. */
  static final String PREDICATE_TYPE = "https://waybill.dev/attestation/calls/v1";

  private static final JsonFactory JSON = new JsonFactory();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Returns the statement to sign, as JSON in UTF-8. */
  byte[] payload() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("_type", CustodyStatement.TYPE);
      json.writeArrayFieldStart("subject");
      json.writeStartObject();
      json.writeStringField("name", key);
      json.writeObjectFieldStart("digest");
      json.writeStringField("sha256", digest.hex());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
      json.writeStringField("predicateType", PREDICATE_TYPE);
      json.writeObjectFieldStart("predicate");
      json.writeStringField("at", at.toString());
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** Returns true when a payload, whose signature is valid, states these lines of this file. */
  static boolean states(byte[] payload, String key, Sha256 digest) {
    try {
      JsonNode statement = MAPPER.readTree(payload);
      JsonNode subject = statement.path("subject");
      return statement.path("predicateType").asText().equals(PREDICATE_TYPE)
          && subject.size() == 1
          && subject.path(0).path("name").asText().equals(key)
          && subject.path(0).path("digest").path("sha256").asText().equals(digest.hex());
    } catch (IOException e) {
      return false;
    }
  }
}
