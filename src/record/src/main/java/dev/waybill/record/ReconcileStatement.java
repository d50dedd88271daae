package dev.waybill.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.UtcTime;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Signed statement over one reconciliation: the numbers of all verdicts, as of a time. Its subject
 * is the log's tree whose entries were compared.
 *
 * @param day day of the statement in UTC
 * @param digest root of the log's tree
 * @param at time as of which the versions were judged
 * @param keyId fingerprint of the key that signed
 * @param payload text of the signed statement
 */
public record ReconcileStatement(
    LocalDate day, Sha256 digest, Instant at, String keyId, String payload)
    implements LoggedStatement {
  /** Type of the statement. */
  public static final String PREDICATE_TYPE = "https://waybill.dev/attestation/reconciliation/v1";

  private static final Reason REASON = Reason.STATEMENT;

  /** Returns the key of the statement of a day in the provenance bucket. */
  public static String key(LocalDate day) {
    return EntryKind.RECONCILIATION.prefix() + day + ".sigstore.json";
  }

  @Override
  public EntryKind kind() {
    return EntryKind.RECONCILIATION;
  }

  @Override
  public String key() {
    return key(day);
  }

  @Override
  public String title() {
    return "statement over the reconciliation of " + day + ", of " + at;
  }

  /** Reads a statement whose signature is valid. */
  static ReconcileStatement read(JsonNode statement, byte[] payload, String keyId)
      throws InvalidRecordException {
    RecordJson.require(statement, "_type", CustodyStatement.TYPE, REASON);
    JsonNode subject = statement.path("subject").path(0);
    JsonNode predicate = RecordJson.object(statement, "predicate", REASON);
    try {
      return new ReconcileStatement(
          LocalDate.parse(RecordJson.text(predicate, "day", REASON)),
          new Sha256(
              RecordJson.text(RecordJson.object(subject, "digest", REASON), "sha256", REASON)),
          UtcTime.parse(RecordJson.text(predicate, "asOf", REASON)),
          keyId,
          new String(payload, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidRecordException(REASON, "has a malformed digest or time");
    }
  }
}
