package dev.waybill.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.Sha256;
import java.time.Instant;

/** Signed statement that the log has beside the records of objects. */
public sealed interface LoggedStatement permits FixityStatement, RepairStatement {
  /** Returns the kind of the statement's entry in the log. */
  EntryKind kind();

  /** Returns the statement's own key in the provenance bucket. */
  String key();

  /** Returns the digest of what the statement is about. */
  Sha256 subject();

  /** Returns the time of the statement. */
  Instant at();

  /** Returns the fingerprint of the key that signed. */
  String keyId();

  /** Returns the text of the signed statement. */
  String payload();

  /** Reads a statement whose signature is valid. */
  static LoggedStatement read(byte[] payload, String keyId) throws InvalidRecordException {
    JsonNode statement = RecordJson.object(payload, Reason.STATEMENT);
    String type = RecordJson.text(statement, "predicateType", Reason.STATEMENT);
    return type.equals(RepairStatement.PREDICATE_TYPE)
        ? RepairStatement.read(payload, keyId)
        : FixityStatement.read(payload, keyId);
  }
}
