package dev.waybill.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.record.Verdict.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON with one meaning: UTF-8, no field twice, nothing behind the end, not deep. */
final class StrictJson {
  private static final int DEEPEST = 20;
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private StrictJson() {}

  static JsonNode object(byte[] text, Reason reason) throws InvalidRecord {
    try {
      String decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      JsonNode node = JSON.readTree(decoded);
      if (node == null || !node.isObject()) {
        throw new InvalidRecord(reason, "is no JSON object");
      }
      return node;
    } catch (CharacterCodingException e) {
      throw new InvalidRecord(reason, "is not UTF-8");
    } catch (IOException e) {
      throw new InvalidRecord(reason, "is not well-formed JSON");
    }
  }

  static JsonNode object(JsonNode parent, String name, Reason reason) throws InvalidRecord {
    JsonNode node = parent.get(name);
    if (node == null || !node.isObject()) {
      throw new InvalidRecord(reason, name + " is missing or no object");
    }
    return node;
  }

  static String text(JsonNode parent, String name, Reason reason) throws InvalidRecord {
    String text = optionalText(parent, name, reason);
    if (text == null) {
      throw new InvalidRecord(reason, name + " is missing");
    }
    return text;
  }

  static @Nullable String optionalText(JsonNode parent, String name, Reason reason)
      throws InvalidRecord {
    JsonNode node = parent.get(name);
    if (node == null) {
      return null;
    }
    if (!node.isTextual()) {
      throw new InvalidRecord(reason, name + " is no text");
    }
    return node.textValue();
  }

  /** Refuses every field but these. */
  static void only(JsonNode node, Set<String> names, Reason reason) throws InvalidRecord {
    for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
      if (!names.contains(fields.next())) {
        throw new InvalidRecord(reason, "has a field that does not belong there");
      }
    }
  }
}
