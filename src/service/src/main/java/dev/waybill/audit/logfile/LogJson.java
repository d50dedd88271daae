package dev.waybill.audit.logfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** JSON of log files, with limits of what one record may be. */
final class LogJson {
  /** Nesting of a record below which no JSON reader fails: a usual limit of a document is 1,000. */
  static final int MAX_DEPTH = 990;

  /** Nesting beyond which the rest of a file is not read: a level costs memory. */
  private static final int MAX_SKIPPED_DEPTH = 100_000;

  /** Characters of one record; CloudTrail's largest has 1 MB. */
  static final int MAX_RECORD = 1 << 22;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_SKIPPED_DEPTH)
                          .maxStringLength(MAX_RECORD)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .setNodeFactory(new JsonNodeFactory(true));

  private LogJson() {}

  static JsonParser parser(Reader text) throws IOException {
    return MAPPER.getFactory().createParser(text);
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Reads the value at the parser's token; null when it exceeds a limit, and then skips it. */
  static @Nullable JsonNode value(JsonParser parser) throws IOException {
    long start = parser.currentLocation().getCharOffset();
    int depth = 0;
    boolean within = true;
    try (TokenBuffer buffer = new TokenBuffer(parser)) {
      for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        }
        within =
            within
                && depth <= MAX_DEPTH
                && parser.currentLocation().getCharOffset() - start <= MAX_RECORD;
        if (within) {
          buffer.copyCurrentEvent(parser);
        }
        if (token.isStructEnd()) {
          depth--;
        }
        if (depth == 0) {
          return within ? MAPPER.readTree(buffer.asParser()) : null;
        }
      }
    }
  }
}
