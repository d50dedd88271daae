package dev.waybill.fixity.second;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.record.object.Sha256;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Message of a row that succeeded: JSON with the checksum, its algorithm and its type. */
final class ChecksumMessage {
  private static final int MAX_DEPTH = 4;
  private static final int SHA256_BYTES = 32;
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ChecksumMessage() {}

  /**
   * Returns the statement of a message.
   *
   * @param field the field as it is in the line: with quotes doubled, or not, or without quotes
   */
  static RowOutcome parse(String field) {
    String inner = RowFields.unquoted(field);
    for (String text : List.of(inner.replace("\"\"", "\""), inner, field)) {
      JsonNode message = json(text);
      if (message.isObject()) {
        return outcome(message);
      }
    }
    return new RowOutcome.Unusable(ReportProblem.MESSAGE_MALFORMED);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static RowOutcome outcome(JsonNode message) {
    if (!message.path("checksumAlgorithm").asText().toUpperCase(Locale.ROOT).equals("SHA256")) {
      return new RowOutcome.Unusable(ReportProblem.ALGORITHM_OTHER);
    }
    if (!message.path("checksumType").asText().toUpperCase(Locale.ROOT).equals("FULL_OBJECT")) {
      return new RowOutcome.Unusable(ReportProblem.TYPE_OTHER);
    }
    JsonNode base64 = message.path("checksum_base64");
    if (!base64.isTextual() || base64.asText().isEmpty()) {
      return new RowOutcome.Unusable(ReportProblem.CHECKSUM_MISSING);
    }
    // Where the message itself is escaped once more, the escape is left in the text.
    RowOutcome outcome = digest(base64.asText().replace("\\u003d", "="));
    return contradicts(message.path("checksum_hex"), outcome)
        ? new RowOutcome.Unusable(ReportProblem.CHECKSUM_AMBIGUOUS)
        : outcome;
  }

  private static boolean contradicts(JsonNode hex, RowOutcome outcome) {
    return !hex.isMissingNode()
        && outcome instanceof RowOutcome.Computed computed
        && !hex.asText().toLowerCase(Locale.ROOT).equals(computed.sha256().hex());
  }

  private static RowOutcome digest(String base64) {
    if (base64.matches("[0-9a-fA-F]{64}")) {
      return new RowOutcome.Unusable(ReportProblem.CHECKSUM_HEXADECIMAL);
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new RowOutcome.Unusable(ReportProblem.CHECKSUM_MALFORMED);
    }
    if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
      return new RowOutcome.Unusable(ReportProblem.CHECKSUM_MALFORMED);
    }
    return bytes.length == SHA256_BYTES
        ? new RowOutcome.Computed(Sha256.of(bytes))
        : new RowOutcome.Unusable(ReportProblem.CHECKSUM_LENGTH);
  }
}
