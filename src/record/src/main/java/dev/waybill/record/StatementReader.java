package dev.waybill.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.attributes.StatedAttributes;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sequencer;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.UtcTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reader of custody statements of every version. Unknown fields are accepted in the predicate,
 * because later versions may state more, and rejected everywhere else.
 */
final class StatementReader {
  private static final Reason REASON = Reason.STATEMENT;
  private static final Set<String> ANNOTATIONS =
      Set.of("bucket", "key", "versionId", "eTag", "size", "checksumType", "sequencer");

  private final boolean isFirstVersion;
  private final JsonNode subject;
  private final JsonNode annotations;
  private final JsonNode predicate;

  private StatementReader(JsonNode statement) throws InvalidRecordException {
    RecordJson.requireOnly(
        statement, Set.of("_type", "subject", "predicateType", "predicate"), REASON);
    RecordJson.require(statement, "_type", CustodyStatement.TYPE, REASON);
    String type = RecordJson.text(statement, "predicateType", REASON);
    isFirstVersion = type.equals(CustodyStatement.PREDICATE_TYPE_V1);
    if (!isFirstVersion) {
      RecordJson.require(statement, "predicateType", CustodyStatement.PREDICATE_TYPE, REASON);
    }
    JsonNode subjects = statement.get("subject");
    if (subjects == null || !subjects.isArray() || subjects.size() != 1) {
      throw new InvalidRecordException(REASON, "must have exactly one subject");
    }
    subject = subjects.get(0);
    RecordJson.requireOnly(subject, Set.of("name", "uri", "digest", "annotations"), REASON);
    annotations = RecordJson.object(subject, "annotations", REASON);
    RecordJson.requireOnly(annotations, ANNOTATIONS, REASON);
    predicate = RecordJson.object(statement, "predicate", REASON);
  }

  /**
   * Reads a statement.
   *
   * @param payload the statement's bytes
   * @param text the same bytes, decoded
   * @param keyId fingerprint of the key that signed
   */
  static CustodyRecord read(byte[] payload, String text, String keyId)
      throws InvalidRecordException {
    try {
      return new StatementReader(RecordJson.object(payload, REASON)).read(text, keyId);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidRecordException(REASON, "has a malformed digest, sequencer or time");
    }
  }

  private CustodyRecord read(String text, String keyId) throws InvalidRecordException {
    Instant sealed = time("sealed");
    for (String name : new String[] {"received", "hashed", "sealed", "by"}) {
      RecordJson.text(predicate, name, REASON);
    }
    String sequencer = RecordJson.optionalText(annotations, "sequencer", REASON);
    JsonNode destination = predicate.get("destination");
    JsonNode parts = predicate.get("parts");
    return new CustodyRecord(
        version(),
        digest(),
        size(),
        RecordJson.optionalText(annotations, "eTag", REASON),
        sequencer == null ? null : new Sequencer(sequencer),
        time("eventTime"),
        time("lastModified"),
        sealed == null ? Instant.EPOCH : sealed,
        destination == null ? null : RecordJson.text(destination, "key", REASON),
        destination == null ? null : otherBucket(destination),
        parts == null ? null : RecordJson.text(parts, "compositeSha256", REASON),
        chunks(),
        hasher(),
        attributes(),
        deployment(),
        keyId,
        Pae.PAYLOAD_TYPE,
        text);
  }

  /** Returns the bucket of the copy; null when it is that of the version. */
  private @Nullable String otherBucket(JsonNode destination) throws InvalidRecordException {
    String bucket = RecordJson.optionalText(destination, "bucket", REASON);
    return bucket == null || bucket.equals(version().bucket()) ? null : bucket;
  }

  private ObjectVersion version() throws InvalidRecordException {
    ObjectVersion version =
        new ObjectVersion(
            RecordJson.text(annotations, "bucket", REASON),
            RecordJson.text(annotations, "key", REASON),
            RecordJson.text(annotations, "versionId", REASON));
    RecordJson.require(subject, "name", version.key(), REASON);
    RecordJson.require(subject, "uri", version.uri(), REASON);
    return version;
  }

  private Sha256 digest() throws InvalidRecordException {
    JsonNode digest = RecordJson.object(subject, "digest", REASON);
    RecordJson.requireOnly(digest, Set.of("sha256"), REASON);
    return new Sha256(RecordJson.text(digest, "sha256", REASON));
  }

  /** Returns the hasher; a statement without {@code hashedBy} means Waybill itself. */
  private Hasher hasher() throws InvalidRecordException {
    String name = RecordJson.optionalText(predicate, "hashedBy", REASON);
    return Hasher.named(name == null ? Hasher.WAYBILL.label() : name)
        .orElseThrow(() -> new InvalidRecordException(REASON, "hashedBy is not a known hasher"));
  }

  /** A field of this name in a statement of version 1 has no meaning, like any unknown field. */
  private @Nullable StatedAttributes attributes() throws InvalidRecordException {
    return isFirstVersion ? null : AttributesJson.read(predicate);
  }

  private @Nullable DeploymentDigests deployment() throws InvalidRecordException {
    return isFirstVersion ? null : DeploymentJson.read(predicate);
  }

  private @Nullable StatedChunks chunks() throws InvalidRecordException {
    return isFirstVersion ? null : ChunksJson.read(predicate, size());
  }

  private long size() throws InvalidRecordException {
    JsonNode size = annotations.get("size");
    if (size == null || !size.isIntegralNumber() || !size.canConvertToLong()) {
      throw new InvalidRecordException(REASON, "size is missing or not an integer");
    }
    if (size.longValue() < 0) {
      throw new InvalidRecordException(REASON, "size is negative");
    }
    return size.longValue();
  }

  private @Nullable Instant time(String name) throws InvalidRecordException {
    String text = RecordJson.optionalText(predicate, name, REASON);
    return text == null ? null : UtcTime.parse(text);
  }
}
