package dev.waybill.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.UtcTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Signed statement that a damaged object was replaced by a copy whose bytes are those of its
 * record.
 *
 * @param version the copy, which is the current version since the repair
 * @param digest digest of the copy's bytes
 * @param source the version that was copied
 * @param recordKey key of the record that states the digest, in the provenance bucket
 * @param recordSha256 digest of that record's object
 * @param condition condition of the object before, such as {@code altered}
 * @param reason reason of the person
 * @param by the person
 * @param at time of the repair
 * @param keyId fingerprint of the key that signed; empty before it is signed
 * @param payload text of the signed statement; empty before it is signed
 */
public record RepairStatement(
    ObjectVersion version,
    Sha256 digest,
    ObjectVersion source,
    String recordKey,
    Sha256 recordSha256,
    String condition,
    String reason,
    String by,
    Instant at,
    String keyId,
    String payload)
    implements LoggedStatement {
  /** in-toto {@code predicateType}. */
  public static final String PREDICATE_TYPE = "https://waybill.dev/attestation/repair/v1";

  private static final Reason REASON = Reason.STATEMENT;

  @Override
  public EntryKind kind() {
    return EntryKind.REPAIR;
  }

  @Override
  public String key() {
    return RecordKey.ofRepair(version);
  }

  @Override
  public String title() {
    return "repair of " + version.uri() + ", which was " + condition + ", of " + at;
  }

  /**
   * Returns the statement to sign, as JSON in UTF-8.
   *
   * @param service name and version of the service
   */
  public byte[] statement(String service) {
    return StatementJson.write(
        version.key(),
        version.uri(),
        digest,
        PREDICATE_TYPE,
        json -> writePredicate(json, service));
  }

  private void writePredicate(JsonGenerator json, String service) throws IOException {
    write(json, "version", version);
    write(json, "source", source);
    json.writeObjectFieldStart("record");
    json.writeStringField("key", recordKey);
    json.writeStringField("sha256", recordSha256.hex());
    json.writeEndObject();
    json.writeStringField("condition", condition);
    json.writeStringField("reason", reason);
    json.writeStringField("by", by);
    json.writeStringField("at", at.toString());
    json.writeStringField("service", service);
  }

  private static void write(JsonGenerator json, String name, ObjectVersion version)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("bucket", version.bucket());
    json.writeStringField("key", version.key());
    json.writeStringField("versionId", version.versionId());
    json.writeEndObject();
  }

  /** Reads a statement whose signature is valid. */
  static RepairStatement read(byte[] payload, String keyId) throws InvalidRecordException {
    JsonNode statement = RecordJson.object(payload, REASON);
    RecordJson.require(statement, "_type", CustodyStatement.TYPE, REASON);
    RecordJson.require(statement, "predicateType", PREDICATE_TYPE, REASON);
    JsonNode subjects = statement.path("subject");
    if (!subjects.isArray() || subjects.size() != 1) {
      throw new InvalidRecordException(REASON, "must have exactly one subject");
    }
    JsonNode subject = subjects.get(0);
    JsonNode predicate = RecordJson.object(statement, "predicate", REASON);
    JsonNode record = RecordJson.object(predicate, "record", REASON);
    try {
      ObjectVersion version = version(predicate, "version");
      RecordJson.require(subject, "uri", version.uri(), REASON);
      return new RepairStatement(
          version,
          digest(RecordJson.object(subject, "digest", REASON)),
          version(predicate, "source"),
          text(record, "key"),
          digest(record),
          text(predicate, "condition"),
          text(predicate, "reason"),
          text(predicate, "by"),
          UtcTime.parse(text(predicate, "at")),
          keyId,
          new String(payload, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidRecordException(REASON, "has a malformed digest, version or time");
    }
  }

  private static ObjectVersion version(JsonNode parent, String name) throws InvalidRecordException {
    JsonNode version = RecordJson.object(parent, name, REASON);
    return new ObjectVersion(
        text(version, "bucket"), text(version, "key"), text(version, "versionId"));
  }

  private static Sha256 digest(JsonNode parent) throws InvalidRecordException {
    return new Sha256(text(parent, "sha256"));
  }

  private static String text(JsonNode node, String name) throws InvalidRecordException {
    return RecordJson.text(node, name, REASON);
  }
}
