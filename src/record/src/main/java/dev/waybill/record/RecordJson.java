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

/**
 * Strict JSON reader: UTF-8, no duplicate field, no content after the end, limited depth. Such JSON
 * has the same meaning for every parser.
 */
final class RecordJson {
  private static final int MAX_DEPTH = 20;
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private RecordJson() {}

  /** Parses a document that must be one JSON object. */
  static JsonNode object(byte[] text, Reason reason) throws InvalidRecordException {
    try {
      String decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      JsonNode node = JSON.readTree(decoded);
      if (node == null || !node.isObject()) {
        throw new InvalidRecordException(reason, "is not a JSON object");
      }
      return node;
    } catch (CharacterCodingException e) {
      throw new InvalidRecordException(reason, "is not UTF-8");
    } catch (IOException e) {
      throw new InvalidRecordException(reason, "is not well-formed JSON");
    }
  }

  /** Returns a required member that must be an object. */
  static JsonNode object(JsonNode parent, String name, Reason reason)
      throws InvalidRecordException {
    JsonNode node = parent.get(name);
    if (node == null || !node.isObject()) {
      throw new InvalidRecordException(reason, name + " is missing or not an object");
    }
    return node;
  }

  /** Returns a required member that must be a string. */
  static String text(JsonNode parent, String name, Reason reason) throws InvalidRecordException {
    String text = optionalText(parent, name, reason);
    if (text == null) {
      throw new InvalidRecordException(reason, name + " is missing");
    }
    return text;
  }

  /** Requires a member that must be this string. */
  static void require(JsonNode parent, String name, String expected, Reason reason)
      throws InvalidRecordException {
    if (!text(parent, name, reason).equals(expected)) {
      throw new InvalidRecordException(reason, name + " has an unexpected value");
    }
  }

  /** Returns a member that must be a string, or null when the member is missing. */
  static @Nullable String optionalText(JsonNode parent, String name, Reason reason)
      throws InvalidRecordException {
    JsonNode node = parent.get(name);
    if (node == null) {
      return null;
    }
    if (!node.isTextual()) {
      throw new InvalidRecordException(reason, name + " is not a string");
    }
    return node.textValue();
  }

  /** Rejects fields with any other name. */
  static void requireOnly(JsonNode node, Set<String> names, Reason reason)
      throws InvalidRecordException {
    for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
      if (!names.contains(fields.next())) {
        throw new InvalidRecordException(reason, "has an unknown field");
      }
    }
  }
}
