package dev.waybill.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON form of the chunks of an object in the predicate, which only large objects have. */
final class ChunksJson {
  private static final Reason REASON = Reason.STATEMENT;
  private static final String FIELD = "chunks";

  private ChunksJson() {}

  static void write(JsonGenerator json, @Nullable StatedChunks chunks) throws IOException {
    if (chunks != null) {
      json.writeObjectFieldStart(FIELD);
      json.writeStringField("algorithm", StatedChunks.ALGORITHM);
      json.writeNumberField("size", chunks.size());
      json.writeNumberField("count", chunks.count());
      json.writeStringField("root", chunks.root().hex());
      json.writeEndObject();
    }
  }

  /**
   * Reads the chunks of a predicate; null when it states none.
   *
   * @param objectSize bytes of the object, which decide the number of its chunks
   */
  static @Nullable StatedChunks read(JsonNode predicate, long objectSize)
      throws InvalidRecordException {
    if (!predicate.has(FIELD)) {
      return null;
    }
    JsonNode chunks = RecordJson.object(predicate, FIELD, REASON);
    RecordJson.requireOnly(chunks, Set.of("algorithm", "size", "count", "root"), REASON);
    if (!RecordJson.text(chunks, "algorithm", REASON).equals(StatedChunks.ALGORITHM)) {
      throw new InvalidRecordException(REASON, "chunks have an unknown algorithm");
    }
    Sha256 root = new Sha256(RecordJson.text(chunks, "root", REASON));
    StatedChunks stated =
        new StatedChunks(number(chunks, "size"), count(chunks), TreeHash.of(root.bytes(), 0));
    try {
      var unused = stated.layout(objectSize);
      return stated;
    } catch (IllegalArgumentException e) {
      throw new InvalidRecordException(REASON, "chunks do not divide the object");
    }
  }

  private static int count(JsonNode chunks) throws InvalidRecordException {
    long count = number(chunks, "count");
    if (count != (int) count) {
      throw new InvalidRecordException(REASON, "chunks do not divide the object");
    }
    return (int) count;
  }

  private static long number(JsonNode chunks, String name) throws InvalidRecordException {
    JsonNode number = chunks.get(name);
    if (number == null || !number.isIntegralNumber() || !number.canConvertToLong()) {
      throw new InvalidRecordException(REASON, "chunks have no " + name);
    }
    return number.longValue();
  }
}
