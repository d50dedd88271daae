package dev.waybill.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.object.PercentEncoding;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.UtcTime;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Statement of a person that one object in the place of a record is none, so that Waybill ignores
 * that object. The statement is signed like a record, but has a predicate of its own, so that
 * neither can be taken for the other.
 *
 * @param key key of the object in the provenance bucket
 * @param sha256 digest of the object that the person judged; other bytes are not ignored
 * @param reason the person's reason
 * @param by the person
 * @param at time of the statement
 */
public record Waiver(String key, Sha256 sha256, String reason, String by, Instant at) {
  /** in-toto {@code predicateType}. */
  public static final String PREDICATE_TYPE = "https://waybill.dev/attestation/waiver/v1";

  /**
   * Returns the statement to sign, as JSON in UTF-8.
   *
   * @param bucket the provenance bucket
   */
  public byte[] statement(String bucket) {
    return StatementJson.write(
        key,
        "s3://" + bucket + "/" + PercentEncoding.path(key),
        sha256,
        PREDICATE_TYPE,
        this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStringField("reason", reason);
    json.writeStringField("by", by);
    json.writeStringField("at", at.toString());
  }

  /** Reads a statement whose signature is valid. */
  static Waiver read(byte[] payload) throws InvalidRecordException {
    JsonNode statement = RecordJson.object(payload, Reason.STATEMENT);
    RecordJson.require(statement, "_type", CustodyStatement.TYPE, Reason.STATEMENT);
    RecordJson.require(statement, "predicateType", PREDICATE_TYPE, Reason.STATEMENT);
    JsonNode subjects = statement.get("subject");
    if (subjects == null || !subjects.isArray() || subjects.size() != 1) {
      throw new InvalidRecordException(Reason.STATEMENT, "must have exactly one subject");
    }
    JsonNode subject = subjects.get(0);
    JsonNode digest = RecordJson.object(subject, "digest", Reason.STATEMENT);
    JsonNode predicate = RecordJson.object(statement, "predicate", Reason.STATEMENT);
    try {
      return new Waiver(
          text(subject, "name"),
          new Sha256(text(digest, "sha256")),
          text(predicate, "reason"),
          text(predicate, "by"),
          UtcTime.parse(text(predicate, "at")));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidRecordException(Reason.STATEMENT, "has a malformed digest or time");
    }
  }

  private static String text(JsonNode node, String name) throws InvalidRecordException {
    return RecordJson.text(node, name, Reason.STATEMENT);
  }
}
