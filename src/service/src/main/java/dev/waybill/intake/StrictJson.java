package dev.waybill.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;

/** RFC 8259 without its latitude: one value, no repeated names, bounded in size and depth. */
final class StrictJson {
  /** As much as one SQS message can hold. */
  static final int MAX_BYTES = 1 << 20;

  /** Real notifications nest about eight deep. */
  static final int MAX_DEPTH = 64;

  private final ObjectMapper mapper =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_BYTES)
                          .maxNumberLength(64)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The object that {@code text} is; {@code name} is what refusals call it. */
  Fields object(String text, String name) {
    requireBounded(text, name);
    try {
      return Fields.of(mapper.readTree(text), name);
    } catch (JsonProcessingException e) {
      // Jackson quotes what it read, so neither its message nor the exception itself goes on.
      throw Malformed.because(name + " is not strict JSON" + at(e.getLocation()));
    }
  }

  private static void requireBounded(String text, String name) {
    if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw Malformed.because(name + " is larger than " + MAX_BYTES + " bytes");
    }
  }

  @SuppressWarnings("NullAway") // Jackson's location may be null; it says so nowhere.
  private static String at(JsonLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
