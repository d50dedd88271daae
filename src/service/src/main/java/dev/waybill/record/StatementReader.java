package dev.waybill.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
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
 * Reads the statement that a record signs. Fields of the predicate that are unknown here may be
 * there, since later versions may state more; everywhere else they are refused.
 */
final class StatementReader {
  private static final Reason WHERE = Reason.STATEMENT;
  private static final Set<String> ANNOTATIONS =
      Set.of("bucket", "key", "versionId", "eTag", "size", "checksumType", "sequencer");

  private final JsonNode subject;
  private final JsonNode annotations;
  private final JsonNode predicate;

  private StatementReader(JsonNode statement) throws InvalidRecord {
    StrictJson.only(statement, Set.of("_type", "subject", "predicateType", "predicate"), WHERE);
    require(statement, "_type", CustodyStatement.TYPE);
    require(statement, "predicateType", CustodyStatement.PREDICATE_TYPE);
    JsonNode subjects = statement.get("subject");
    if (subjects == null || !subjects.isArray() || subjects.size() != 1) {
      throw new InvalidRecord(WHERE, "must have exactly one subject");
    }
    subject = subjects.get(0);
    StrictJson.only(subject, Set.of("name", "uri", "digest", "annotations"), WHERE);
    annotations = StrictJson.object(subject, "annotations", WHERE);
    StrictJson.only(annotations, ANNOTATIONS, WHERE);
    predicate = StrictJson.object(statement, "predicate", WHERE);
  }

  static CustodyRecord read(byte[] payload, String text, String keyId) throws InvalidRecord {
    try {
      return new StatementReader(StrictJson.object(payload, WHERE)).read(text, keyId);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidRecord(WHERE, "a digest, sequencer or time is not of its form");
    }
  }

  private CustodyRecord read(String text, String keyId) throws InvalidRecord {
    Instant sealed = time("sealed");
    for (String name : new String[] {"received", "hashed", "sealed", "by"}) {
      StrictJson.text(predicate, name, WHERE);
    }
    String sequencer = StrictJson.optionalText(annotations, "sequencer", WHERE);
    JsonNode destination = predicate.get("destination");
    JsonNode parts = predicate.get("parts");
    return new CustodyRecord(
        version(),
        digest(),
        size(),
        StrictJson.optionalText(annotations, "eTag", WHERE),
        sequencer == null ? null : new Sequencer(sequencer),
        time("eventTime"),
        sealed == null ? Instant.EPOCH : sealed,
        destination == null ? null : StrictJson.text(destination, "key", WHERE),
        parts == null ? null : StrictJson.text(parts, "compositeSha256", WHERE),
        hasher(),
        keyId,
        Pae.PAYLOAD_TYPE,
        text);
  }

  private ObjectVersion version() throws InvalidRecord {
    ObjectVersion version =
        new ObjectVersion(
            StrictJson.text(annotations, "bucket", WHERE),
            StrictJson.text(annotations, "key", WHERE),
            StrictJson.text(annotations, "versionId", WHERE));
    require(subject, "name", version.key());
    require(subject, "uri", version.uri());
    return version;
  }

  private Sha256 digest() throws InvalidRecord {
    JsonNode digest = StrictJson.object(subject, "digest", WHERE);
    StrictJson.only(digest, Set.of("sha256"), WHERE);
    return new Sha256(StrictJson.text(digest, "sha256", WHERE));
  }

  /** A record that names nobody is of Waybill's own hashing. */
  private Hasher hasher() throws InvalidRecord {
    String name = StrictJson.optionalText(predicate, "hashedBy", WHERE);
    return Hasher.named(name == null ? Hasher.WAYBILL.label() : name)
        .orElseThrow(() -> new InvalidRecord(WHERE, "hashedBy names nobody known"));
  }

  private long size() throws InvalidRecord {
    JsonNode size = annotations.get("size");
    if (size == null || !size.isIntegralNumber() || !size.canConvertToLong()) {
      throw new InvalidRecord(WHERE, "size is missing or no whole number");
    }
    if (size.longValue() < 0) {
      throw new InvalidRecord(WHERE, "size is negative");
    }
    return size.longValue();
  }

  private @Nullable Instant time(String name) throws InvalidRecord {
    String text = StrictJson.optionalText(predicate, name, WHERE);
    return text == null ? null : UtcTime.parse(text);
  }

  private static void require(JsonNode node, String name, String expected) throws InvalidRecord {
    if (!StrictJson.text(node, name, WHERE).equals(expected)) {
      throw new InvalidRecord(WHERE, name + " is not what it must be");
    }
  }
}
