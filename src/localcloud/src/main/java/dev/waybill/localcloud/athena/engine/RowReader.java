package dev.waybill.localcloud.athena.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waybill.localcloud.athena.bridge.FileFormat;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through a file row by row. Not thread-safe. */
abstract class RowReader implements Closeable {
  /** Numbers stay as they are written. */
  private static final ObjectMapper JSON =
      new ObjectMapper(new JsonFactory())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .setNodeFactory(new JsonNodeFactory(true));

  private final Map<String, Integer> wanted;
  private final @Nullable JsonNode[] values;

  /**
   * @param wanted the columns that are asked for, in small letters, and their places
   */
  RowReader(Map<String, Integer> wanted) {
    this.wanted = wanted;
    this.values = new JsonNode[wanted.size()];
  }

  static RowReader open(MeteredFile file, FileFormat format, Map<String, Integer> wanted)
      throws IOException {
    return format == FileFormat.CLOUDTRAIL
        ? CloudTrailRows.open(file, wanted)
        : new LineRows(file.open(), format == FileFormat.LENIENT_JSON_LINES, wanted);
  }

  static JsonFactory json() {
    return JSON.getFactory();
  }

  /** Goes to the next row; false when there is none. */
  abstract boolean next() throws IOException;

  /** A column's value in the current row; null when the row has none. */
  final @Nullable JsonNode value(int place) {
    return values[place];
  }

  final void clear() {
    Arrays.fill(values, null);
  }

  /** Reads the object that begins at the parser's token. */
  final void read(JsonParser parser) throws IOException {
    clear();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(
          parser, "a row is no JSON object", parser.currentTokenLocation());
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Integer place = wanted.get(parser.currentName().toLowerCase(Locale.ROOT));
      parser.nextToken();
      if (place == null) {
        parser.skipChildren();
      } else {
        values[place] = JSON.readTree(parser);
      }
    }
  }
}
