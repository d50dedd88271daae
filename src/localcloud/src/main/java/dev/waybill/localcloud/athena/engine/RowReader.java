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

/** Row-by-row reader of a file. Not thread-safe. */
abstract class RowReader implements Closeable {
  /** Mapper that keeps numbers exactly as written. */
  private static final ObjectMapper JSON =
      new ObjectMapper(new JsonFactory())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .setNodeFactory(new JsonNodeFactory(true));

  private final Map<String, Integer> columnIndexes;
  private final @Nullable JsonNode[] values;

  /**
   * Constructs a reader.
   *
   * @param columnIndexes the indexes of the requested columns by lower-case name
   */
  RowReader(Map<String, Integer> columnIndexes) {
    this.columnIndexes = columnIndexes;
    this.values = new JsonNode[columnIndexes.size()];
  }

  static RowReader open(MeteredFile file, FileFormat format, Map<String, Integer> columnIndexes)
      throws IOException {
    return format == FileFormat.CLOUDTRAIL
        ? CloudTrailReader.open(file, columnIndexes)
        : new JsonLineReader(file.open(), format == FileFormat.LENIENT_JSON_LINES, columnIndexes);
  }

  static JsonFactory json() {
    return JSON.getFactory();
  }

  /** Reads the next row. Returns false if there is none. */
  abstract boolean next() throws IOException;

  /** Returns a column's value in the current row; null if the row has none. */
  final @Nullable JsonNode value(int index) {
    return values[index];
  }

  /** Clears the values of the current row. */
  final void clear() {
    Arrays.fill(values, null);
  }

  /** Reads the object that starts at the parser's current token. */
  final void read(JsonParser parser) throws IOException {
    clear();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(
          parser, "The row is not a JSON object", parser.currentTokenLocation());
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Integer index = columnIndexes.get(parser.currentName().toLowerCase(Locale.ROOT));
      parser.nextToken();
      if (index == null) {
        parser.skipChildren();
      } else {
        values[index] = JSON.readTree(parser);
      }
    }
  }
}
