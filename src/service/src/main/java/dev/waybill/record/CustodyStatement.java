package dev.waybill.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waybill.model.Digested;
import dev.waybill.model.Received;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the in-toto Statement v1 that a record signs. The same input gives the same bytes. */
public final class CustodyStatement {
  public static final String TYPE = "https://in-toto.io/Statement/v1";
  public static final String PREDICATE_TYPE = "https://waybill.dev/attestation/custody/v1";
  private static final JsonFactory JSON = new JsonFactory();

  private CustodyStatement() {}

  /**
   * Writes a statement.
   *
   * @param by who made the record, and hashed unless {@code hashedBy} names another, such as {@code
   *     waybill/0.1.0}
   * @param destinationKey where the object goes, or null when it stays
   * @param sealedAt when the record was made
   */
  public static byte[] write(
      Digested digested, String by, @Nullable String destinationKey, Instant sealedAt) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("_type", TYPE);
      json.writeArrayFieldStart("subject");
      writeSubject(json, digested);
      json.writeEndArray();
      json.writeStringField("predicateType", PREDICATE_TYPE);
      writePredicate(json, digested, by, destinationKey, sealedAt);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void writeSubject(JsonGenerator json, Digested digested) throws IOException {
    ObjectVersion version = digested.version();
    json.writeStartObject();
    json.writeStringField("name", version.key());
    json.writeStringField("uri", version.uri());
    json.writeObjectFieldStart("digest");
    json.writeStringField("sha256", digested.sha256().hex());
    json.writeEndObject();
    json.writeObjectFieldStart("annotations");
    json.writeStringField("bucket", version.bucket());
    json.writeStringField("key", version.key());
    json.writeStringField("versionId", version.versionId());
    json.writeStringField("eTag", digested.eTag());
    json.writeNumberField("size", digested.size());
    writeOptional(json, "checksumType", digested.checksumType());
    writeOptional(json, "sequencer", sequencer(digested.received()));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writePredicate(
      JsonGenerator json, Digested digested, String by, @Nullable String destinationKey, Instant at)
      throws IOException {
    Received received = digested.received();
    json.writeObjectFieldStart("predicate");
    json.writeStringField("received", received.receivedAt().toString());
    json.writeStringField("hashed", digested.hashedAt().toString());
    json.writeStringField("sealed", at.toString());
    json.writeStringField("by", by);
    writeHasher(json, digested.hasher());
    json.writeStringField("purpose", received.purpose().name().toLowerCase(Locale.ROOT));
    json.writeStringField("eventTime", received.eventTime().toString());
    json.writeStringField("lastModified", digested.lastModified().toString());
    json.writeStringField("notification", received.notificationId());
    writeEncryption(json, digested.encryption());
    if (destinationKey != null) {
      json.writeObjectFieldStart("destination");
      json.writeStringField("bucket", digested.version().bucket());
      json.writeStringField("key", destinationKey);
      json.writeEndObject();
    }
    writeParts(json, digested.parts());
    json.writeEndObject();
  }

  /** Left out where Waybill hashed, as it was before there was anybody else. */
  private static void writeHasher(JsonGenerator json, Hasher hasher) throws IOException {
    if (hasher.isS3()) {
      json.writeStringField("hashedBy", hasher.label());
    }
  }

  private static void writeEncryption(JsonGenerator json, Encryption encryption)
      throws IOException {
    json.writeObjectFieldStart("encryption");
    writeOptional(json, "algorithm", encryption.algorithm());
    writeOptional(json, "kmsKeyId", encryption.kmsKeyId());
    json.writeBooleanField("bucketKey", encryption.bucketKey());
    json.writeEndObject();
  }

  private static void writeParts(JsonGenerator json, @Nullable PartDigests parts)
      throws IOException {
    if (parts != null) {
      json.writeObjectFieldStart("parts");
      json.writeNumberField("size", parts.partSize());
      json.writeNumberField("count", parts.digests().size());
      json.writeStringField("compositeSha256", parts.composite());
      json.writeEndObject();
    }
  }

  private static void writeOptional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static @Nullable String sequencer(Received received) {
    return received.sequencer() == null ? null : received.sequencer().value();
  }
}
