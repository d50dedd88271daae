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
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signed statement about one drill: a sealed object of the service was altered, and was found in
 * time or not.
 *
 * @param id name of the drill
 * @param version the sealed version
 * @param digest digest of its bytes
 * @param recordKey key of its record in the provenance bucket
 * @param recordSha256 digest of that record's object
 * @param entry index of its entry in the log
 * @param alteration kind of the alteration, such as {@code hidden}
 * @param alteredAt time right before the alteration
 * @param within time within which it had to be found
 * @param foundAt time of the finding; null when there was none
 * @param finding rule of the finding, such as {@code fixity-hidden}; null when there was none
 * @param at time of the statement
 * @param keyId fingerprint of the key that signed; empty before it is signed
 * @param payload text of the signed statement; empty before it is signed
 */
public record DrillStatement(
    String id,
    ObjectVersion version,
    Sha256 digest,
    String recordKey,
    Sha256 recordSha256,
    long entry,
    String alteration,
    Instant alteredAt,
    Duration within,
    @Nullable Instant foundAt,
    @Nullable String finding,
    Instant at,
    String keyId,
    String payload)
    implements LoggedStatement {
  /** in-toto {@code predicateType}. */
  public static final String PREDICATE_TYPE = "https://waybill.dev/attestation/drill/v1";

  private static final Reason REASON = Reason.STATEMENT;
  private static final Pattern ID = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{8}");
  private static final String IN_TIME = "in-time";
  private static final String LATE = "late";

  /**
   * @throws IllegalArgumentException when the name is none, or a finding has no time
   */
  public DrillStatement {
    if (!ID.matcher(id).matches() || entry < 0 || within.isNegative()) {
      throw new IllegalArgumentException("the drill has no name, entry or limit");
    }
    if ((foundAt == null) != (finding == null)) {
      throw new IllegalArgumentException("a finding has a rule and a time");
    }
  }

  /** Returns the key of the statement about a drill in the provenance bucket. */
  public static String key(String id) {
    return EntryKind.DRILL.prefix() + id + ".sigstore.json";
  }

  /** Returns true when the alteration was found within its time. */
  public boolean isInTime() {
    return foundAt != null && !foundAt.isAfter(alteredAt.plus(within));
  }

  @Override
  public EntryKind kind() {
    return EntryKind.DRILL;
  }

  @Override
  public String key() {
    return key(id);
  }

  @Override
  public String title() {
    return "drill " + id + ", " + alteration + ", " + result() + ", of " + at;
  }

  private String result() {
    return foundAt == null
        ? "not found"
        : "found after " + Duration.between(alteredAt, foundAt).toSeconds() + " s, " + outcome();
  }

  private String outcome() {
    return isInTime() ? IN_TIME : LATE;
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
    json.writeStringField("drill", id);
    json.writeObjectFieldStart("version");
    json.writeStringField("bucket", version.bucket());
    json.writeStringField("key", version.key());
    json.writeStringField("versionId", version.versionId());
    json.writeEndObject();
    json.writeObjectFieldStart("record");
    json.writeStringField("key", recordKey);
    json.writeStringField("sha256", recordSha256.hex());
    json.writeEndObject();
    json.writeNumberField("entry", entry);
    json.writeStringField("alteration", alteration);
    json.writeStringField("alteredAt", alteredAt.toString());
    json.writeNumberField("withinSeconds", within.toSeconds());
    if (foundAt != null) {
      json.writeStringField("foundAt", foundAt.toString());
      json.writeNumberField("foundAfterSeconds", Duration.between(alteredAt, foundAt).toSeconds());
      json.writeStringField("finding", finding);
    }
    json.writeStringField("outcome", outcome());
    json.writeStringField("at", at.toString());
    json.writeStringField("service", service);
  }

  /** Reads a statement whose signature is valid. */
  static DrillStatement read(byte[] payload, String keyId) throws InvalidRecordException {
    JsonNode statement = RecordJson.object(payload, REASON);
    RecordJson.require(statement, "_type", CustodyStatement.TYPE, REASON);
    RecordJson.require(statement, "predicateType", PREDICATE_TYPE, REASON);
    JsonNode subjects = statement.path("subject");
    if (!subjects.isArray() || subjects.size() != 1) {
      throw new InvalidRecordException(REASON, "must have exactly one subject");
    }
    try {
      DrillStatement read =
          read(
              subjects.get(0),
              RecordJson.object(statement, "predicate", REASON),
              keyId,
              new String(payload, StandardCharsets.UTF_8));
      RecordJson.require(subjects.get(0), "uri", read.version().uri(), REASON);
      RecordJson.require(statement.path("predicate"), "outcome", read.outcome(), REASON);
      return read;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new InvalidRecordException(REASON, "has a malformed digest, version, name or time");
    }
  }

  private static DrillStatement read(
      JsonNode subject, JsonNode predicate, String keyId, String payload)
      throws InvalidRecordException {
    JsonNode version = RecordJson.object(predicate, "version", REASON);
    JsonNode record = RecordJson.object(predicate, "record", REASON);
    boolean isFound = predicate.has("foundAt");
    return new DrillStatement(
        text(predicate, "drill"),
        new ObjectVersion(
            text(version, "bucket"), text(version, "key"), text(version, "versionId")),
        new Sha256(text(RecordJson.object(subject, "digest", REASON), "sha256")),
        text(record, "key"),
        new Sha256(text(record, "sha256")),
        number(predicate, "entry"),
        text(predicate, "alteration"),
        UtcTime.parse(text(predicate, "alteredAt")),
        Duration.ofSeconds(number(predicate, "withinSeconds")),
        isFound ? UtcTime.parse(text(predicate, "foundAt")) : null,
        isFound ? text(predicate, "finding") : null,
        UtcTime.parse(text(predicate, "at")),
        keyId,
        payload);
  }

  private static long number(JsonNode node, String name) throws InvalidRecordException {
    JsonNode number = node.path(name);
    if (!number.isIntegralNumber() || !number.canConvertToLong()) {
      throw new InvalidRecordException(REASON, name + " is no number");
    }
    return number.longValue();
  }

  private static String text(JsonNode node, String name) throws InvalidRecordException {
    return RecordJson.text(node, name, REASON);
  }
}
