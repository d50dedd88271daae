package dev.waybill.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.StoredChecksum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writer of the in-toto Statement v1 that a record signs. Equal input gives equal bytes.
 *
 * <p>It writes the newest version of the predicate; readers accept every version.
 */
public final class CustodyStatement {
  /** in-toto {@code _type}. */
  public static final String TYPE = "https://in-toto.io/Statement/v1";

  /** in-toto {@code predicateType} of the statements that are written. */
  public static final String PREDICATE_TYPE = "https://waybill.dev/attestation/custody/v2";

  /** Type of earlier statements, which state no attributes besides the bytes. */
  static final String PREDICATE_TYPE_V1 = "https://waybill.dev/attestation/custody/v1";

  private static final JsonFactory JSON = new JsonFactory();

  private CustodyStatement() {}

  /** Writes a statement as JSON in UTF-8. */
  public static byte[] write(StatementSubject subject, CustodyPredicate predicate) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("_type", TYPE);
      json.writeArrayFieldStart("subject");
      writeSubject(json, subject);
      json.writeEndArray();
      json.writeStringField("predicateType", PREDICATE_TYPE);
      writePredicate(json, predicate, subject.version().bucket());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void writeSubject(JsonGenerator json, StatementSubject subject)
      throws IOException {
    ObjectVersion version = subject.version();
    json.writeStartObject();
    json.writeStringField("name", version.key());
    json.writeStringField("uri", version.uri());
    json.writeObjectFieldStart("digest");
    json.writeStringField("sha256", subject.sha256().hex());
    json.writeEndObject();
    json.writeObjectFieldStart("annotations");
    json.writeStringField("bucket", version.bucket());
    json.writeStringField("key", version.key());
    json.writeStringField("versionId", version.versionId());
    json.writeStringField("eTag", subject.eTag());
    json.writeNumberField("size", subject.size());
    writeOptional(json, "checksumType", subject.checksumType());
    writeOptional(
        json, "sequencer", subject.sequencer() == null ? null : subject.sequencer().value());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writePredicate(JsonGenerator json, CustodyPredicate predicate, String bucket)
      throws IOException {
    json.writeObjectFieldStart("predicate");
    json.writeStringField("received", predicate.received().toString());
    json.writeStringField("hashed", predicate.hashed().toString());
    json.writeStringField("sealed", predicate.sealed().toString());
    json.writeStringField("by", predicate.by());
    DeploymentJson.write(json, predicate.deployment());
    writeHashedBy(json, predicate.hashedBy());
    json.writeStringField("purpose", predicate.purpose());
    Instant eventTime = predicate.eventTime();
    writeOptional(json, "eventTime", eventTime == null ? null : eventTime.toString());
    json.writeStringField("lastModified", predicate.lastModified().toString());
    json.writeStringField("notification", predicate.notification());
    writeEncryption(json, predicate.encryption());
    AttributesJson.write(json, predicate.attributes());
    if (predicate.destination() != null) {
      json.writeObjectFieldStart("destination");
      json.writeStringField(
          "bucket", Objects.requireNonNullElse(predicate.destinationBucket(), bucket));
      json.writeStringField("key", predicate.destination());
      json.writeEndObject();
    }
    writeParts(json, predicate.parts());
    ChunksJson.write(json, predicate.chunks());
    writeBackfill(json, predicate);
    json.writeEndObject();
  }

  /** Omits Waybill itself: records from before S3 could be the hasher have no such field. */
  private static void writeHashedBy(JsonGenerator json, Hasher hasher) throws IOException {
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

  private static void writeBackfill(JsonGenerator json, CustodyPredicate predicate)
      throws IOException {
    StoredChecksum stored = predicate.backfill();
    if (stored != null) {
      json.writeObjectFieldStart("backfill");
      json.writeStringField("existsSince", predicate.lastModified().toString());
      json.writeStringField("storedChecksum", stored.comparison().label());
      json.writeStringField("checksumAlgorithm", stored.algorithm());
      json.writeEndObject();
    }
  }

  private static void writeOptional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
