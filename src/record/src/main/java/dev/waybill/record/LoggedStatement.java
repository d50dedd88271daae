package dev.waybill.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.Sha256;
import java.time.Instant;

/** Signed statement in the provenance bucket that is an entry of the log. */
public sealed interface LoggedStatement
    permits FixityStatement,
        ReconcileStatement,
        RepairStatement,
        DrillStatement,
        TrailStatement,
        DelegationStatement {
  /** Returns the kind of its entry. */
  EntryKind kind();

  /** Returns its key in the provenance bucket. */
  String key();

  /** Returns the digest of its subject. */
  Sha256 digest();

  /** Returns the time of the statement. */
  Instant at();

  /** Returns the fingerprint of the key that signed. */
  String keyId();

  /** Returns the text of the signed statement. */
  String payload();

  /** Returns what the statement is about, in a few words. */
  String title();

  /** Reads a statement whose signature is valid. */
  static LoggedStatement read(byte[] payload, String keyId) throws InvalidRecordException {
    JsonNode statement = RecordJson.object(payload, Reason.STATEMENT);
    return switch (RecordJson.text(statement, "predicateType", Reason.STATEMENT)) {
      case ReconcileStatement.PREDICATE_TYPE -> ReconcileStatement.read(statement, payload, keyId);
      case RepairStatement.PREDICATE_TYPE -> RepairStatement.read(payload, keyId);
      case DrillStatement.PREDICATE_TYPE -> DrillStatement.read(payload, keyId);
      case TrailStatement.PREDICATE_TYPE -> TrailStatement.read(statement, payload, keyId);
      case DelegationStatement.PREDICATE_TYPE ->
          DelegationStatement.read(statement, payload, keyId);
      default -> FixityStatement.read(payload, keyId);
    };
  }
}
