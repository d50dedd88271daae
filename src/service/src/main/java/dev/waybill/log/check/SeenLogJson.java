package dev.waybill.log.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.StoredJson;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/** JSON of the watch's memory. */
public final class SeenLogJson {
  private static final int VERSION = 1;

  private SeenLogJson() {}

  /** Returns the document. */
  public static byte[] write(SeenLog seen) {
    ObjectNode json = StoredJson.MAPPER.createObjectNode();
    json.put("v", VERSION);
    json.put("note", new String(seen.note().bytes(), StandardCharsets.UTF_8));
    json.put("comparedUntil", seen.comparedUntil().toString());
    json.put("nextBundle", seen.nextBundle());
    json.put("checkedAt", seen.checkedAt().toString());
    Instant listed = seen.listedAt();
    if (listed != null) {
      json.put("listedAt", listed.toString());
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Parses a document.
   *
   * @throws IllegalArgumentException when the bytes are no such document
   */
  public static SeenLog read(byte[] bytes) {
    try {
      JsonNode json = StoredJson.MAPPER.readTree(bytes);
      if (json == null || json.path("v").asInt() != VERSION) {
        throw new IllegalArgumentException("is no memory of the log");
      }
      SignedNote note =
          SignedNote.parse(StoredJson.text(json, "note").getBytes(StandardCharsets.UTF_8));
      Checkpoint unused = Checkpoint.of(note.text());
      Instant listed = json.has("listedAt") ? StoredJson.time(json, "listedAt") : null;
      return new SeenLog(
          note,
          StoredJson.time(json, "comparedUntil"),
          json.path("nextBundle").asLong(),
          StoredJson.time(json, "checkedAt"),
          listed);
    } catch (IOException | DateTimeException | InvalidLogException e) {
      throw new IllegalArgumentException("is no memory of the log", e);
    }
  }
}
