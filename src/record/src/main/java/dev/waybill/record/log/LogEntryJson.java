package dev.waybill.record.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.UtcTime;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Canonical JSON (RFC 8785) of entries: members in order of their names, and no white space. */
final class LogEntryJson {
  private static final int VERSION = 1;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final ObjectMapper MAPPER =
      new ObjectMapper(JSON).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private LogEntryJson() {}

  static byte[] write(LogEntry entry) {
    // A generator of bytes would escape characters beyond U+FFFF.
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("bucket", entry.version().bucket());
      writeOptional(json, "destination", entry.destinationKey());
      writeOptional(json, "destinationBucket", entry.destinationBucket());
      writeOptional(json, "eTag", entry.eTag());
      json.writeStringField("key", entry.version().key());
      json.writeStringField("kind", entry.kind().label());
      json.writeStringField("record", entry.recordKey());
      json.writeStringField("recordSha256", entry.recordSha256().hex());
      json.writeStringField("sealed", entry.sealedAt().toString());
      json.writeStringField("sha256", entry.sha256().hex());
      json.writeNumberField("size", entry.size());
      json.writeNumberField("v", VERSION);
      json.writeStringField("versionId", entry.version().versionId());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    byte[] bytes = utf8(out.toString());
    if (bytes.length > EntryBundle.MAX_ENTRY_BYTES) {
      throw new IllegalArgumentException("an entry has " + bytes.length + " bytes");
    }
    return bytes;
  }

  private static byte[] utf8(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      // Half of a surrogate pair would become a question mark, as in another entry.
      throw new IllegalArgumentException("an entry has text that UTF-8 cannot express");
    }
  }

  private static void writeOptional(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }

  static LogEntry read(byte[] bytes) {
    if (bytes.length > EntryBundle.MAX_ENTRY_BYTES) {
      throw new InvalidLogException("the entry has " + bytes.length + " bytes");
    }
    LogEntry entry;
    byte[] canonical;
    try {
      entry = entry(MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8)));
      canonical = entry.bytes();
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new InvalidLogException("the entry is not the JSON of an entry");
    }
    if (!Arrays.equals(canonical, bytes)) {
      throw new InvalidLogException("the entry is not canonical");
    }
    return entry;
  }

  private static LogEntry entry(JsonNode json) {
    if (json.path("v").asInt() != VERSION) {
      throw new IllegalArgumentException("another version of the format");
    }
    return new LogEntry(
        EntryKind.ofLabel(text(json, "kind"))
            .orElseThrow(() -> new IllegalArgumentException("an unknown kind")),
        text(json, "record"),
        new Sha256(text(json, "recordSha256")),
        new ObjectVersion(text(json, "bucket"), text(json, "key"), text(json, "versionId")),
        json.path("size").asLong(),
        json.path("eTag").textValue(),
        new Sha256(text(json, "sha256")),
        json.path("destination").textValue(),
        json.path("destinationBucket").textValue(),
        UtcTime.parse(text(json, "sealed")));
  }

  private static String text(JsonNode json, String name) {
    String text = json.path(name).textValue();
    if (text == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }
}
