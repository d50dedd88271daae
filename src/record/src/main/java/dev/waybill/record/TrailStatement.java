package dev.waybill.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.UtcTime;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Signed statement over digests of CloudTrail that were verified. Its subject is the newest of
 * them.
 *
 * @param id end of that digest, account and region, such as {@code
 *     20261130T120000Z-123456789012-eu-central-1}
 * @param digest digest of that digest's content
 * @param at time of the statement
 * @param keyId fingerprint of the key that signed
 * @param payload text of the signed statement
 */
public record TrailStatement(String id, Sha256 digest, Instant at, String keyId, String payload)
    implements LoggedStatement {
  /** Type of the statement. */
  public static final String PREDICATE_TYPE = "https://waybill.dev/attestation/trail/v1";

  private static final Reason REASON = Reason.STATEMENT;
  private static final Pattern ID =
      Pattern.compile("\\d{8}T\\d{6}Z-\\d{12}-[a-z]{2}[a-z0-9-]{3,40}");

  /**
   * @throws IllegalArgumentException when the id is none
   */
  public TrailStatement {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("the statement has no time, account or region");
    }
  }

  /** Returns the key of a statement in the provenance bucket. */
  public static String key(String id) {
    return EntryKind.TRAIL.prefix() + id + ".sigstore.json";
  }

  @Override
  public EntryKind kind() {
    return EntryKind.TRAIL;
  }

  @Override
  public String key() {
    return key(id);
  }

  @Override
  public String title() {
    return "statement over CloudTrail's digests up to " + id + ", of " + at;
  }

  /** Reads a statement whose signature is valid. */
  static TrailStatement read(JsonNode statement, byte[] payload, String keyId)
      throws InvalidRecordException {
    RecordJson.require(statement, "_type", CustodyStatement.TYPE, REASON);
    JsonNode subject = statement.path("subject").path(0);
    JsonNode predicate = RecordJson.object(statement, "predicate", REASON);
    try {
      return new TrailStatement(
          RecordJson.text(predicate, "id", REASON),
          new Sha256(
              RecordJson.text(RecordJson.object(subject, "digest", REASON), "sha256", REASON)),
          UtcTime.parse(RecordJson.text(predicate, "at", REASON)),
          keyId,
          new String(payload, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidRecordException(REASON, "has a malformed digest, id or time");
    }
  }
}
