package dev.waybill.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.UtcTime;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signed statement over the results of one cycle of re-verification: Waybill's own, which has all
 * numbers, or the simple verification result (SVR) of in-toto, which names what was verified.
 *
 * @param predicateType in-toto {@code predicateType}
 * @param cycle name of the cycle
 * @param results digest of the list of result files, as {@code sha256sum} prints it
 * @param at time of the statement
 * @param keyId fingerprint of the key that signed
 * @param payload text of the signed statement
 */
public record FixityStatement(
    String predicateType, String cycle, Sha256 results, Instant at, String keyId, String payload)
    implements LoggedStatement {
  /** Type of Waybill's own statement. */
  public static final String PREDICATE_TYPE = "https://waybill.dev/attestation/fixity/v1";

  /** Type of in-toto's simple verification result. */
  public static final String SVR_TYPE = "https://in-toto.io/attestation/svr/v0.2";

  private static final Reason REASON = Reason.STATEMENT;
  private static final Pattern SUBJECT = Pattern.compile("fixity/result/(\\d{8}T\\d{6}Z)/");

  /** Returns the name of the list of the results of a cycle, as a subject. */
  public static String subject(String cycle) {
    return "fixity/result/" + cycle + "/";
  }

  /** Returns the key of a statement in the provenance bucket. */
  public static String key(String cycle, String predicateType) {
    return EntryKind.FIXITY_CYCLE.prefix()
        + cycle
        + (predicateType.equals(SVR_TYPE) ? ".svr" : "")
        + ".sigstore.json";
  }

  @Override
  public EntryKind kind() {
    return EntryKind.FIXITY_CYCLE;
  }

  @Override
  public String key() {
    return key(cycle, predicateType);
  }

  @Override
  public Sha256 digest() {
    return results;
  }

  @Override
  public String title() {
    return "statement over the fixity cycle "
        + cycle
        + (predicateType.equals(SVR_TYPE) ? ", SVR v0.2" : ", fixity v1")
        + ", of "
        + at;
  }

  /** Reads a statement whose signature is valid. */
  static FixityStatement read(byte[] payload, String keyId) throws InvalidRecordException {
    JsonNode statement = RecordJson.object(payload, REASON);
    RecordJson.require(statement, "_type", CustodyStatement.TYPE, REASON);
    String type = RecordJson.text(statement, "predicateType", REASON);
    JsonNode subject = statement.path("subject").path(0);
    JsonNode predicate = RecordJson.object(statement, "predicate", REASON);
    String cycle = cycle(RecordJson.text(subject, "name", REASON));
    try {
      return new FixityStatement(
          type,
          cycle,
          new Sha256(
              RecordJson.text(RecordJson.object(subject, "digest", REASON), "sha256", REASON)),
          UtcTime.parse(RecordJson.text(predicate, timeOf(type), REASON)),
          keyId,
          new String(payload, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidRecordException(REASON, "has a malformed digest or time");
    }
  }

  private static String cycle(String subject) throws InvalidRecordException {
    Matcher name = SUBJECT.matcher(subject);
    if (!name.matches()) {
      throw new InvalidRecordException(REASON, "its subject is not the results of a cycle");
    }
    return name.group(1);
  }

  /** Returns the name of the member that has the time of the statement. */
  private static String timeOf(String type) throws InvalidRecordException {
    return switch (type) {
      case PREDICATE_TYPE -> "ended";
      case SVR_TYPE -> "timeCreated";
      default -> throw new InvalidRecordException(REASON, "predicateType has an unexpected value");
    };
  }
}
