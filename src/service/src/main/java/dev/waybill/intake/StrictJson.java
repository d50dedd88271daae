package dev.waybill.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;

/** Strict JSON parser: one value, no repeated names, limited size and depth. */
final class StrictJson {
  /** Size limit of an SQS message. */
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

  /**
   * Parses an object.
   *
   * @param name the name of the object in error messages
   * @throws dev.waybill.model.RejectedException when the text is not one JSON object
   */
  JsonFields object(String text, String name) {
    checkSize(text, name);
    try {
      return JsonFields.of(mapper.readTree(text), name);
    } catch (JsonProcessingException e) {
      // Jackson's exception quotes its input, so neither its message nor itself is passed on.
      throw MalformedNotification.because(name + " is not strict JSON" + at(e.getLocation()));
    }
  }

  private static void checkSize(String text, String name) {
    if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw MalformedNotification.because(name + " is larger than " + MAX_BYTES + " bytes");
    }
  }

  @SuppressWarnings("NullAway") // Jackson's location may be null, although its API does not say so.
  private static String at(JsonLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
