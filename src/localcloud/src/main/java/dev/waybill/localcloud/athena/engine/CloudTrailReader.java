package dev.waybill.localcloud.athena.engine;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;

/** Reader of the Records of one CloudTrail file. */
final class CloudTrailReader extends RowReader {
  private final JsonParser parser;
  private boolean ended;

  private CloudTrailReader(JsonParser parser, Map<String, Integer> columns) {
    super(columns);
    this.parser = parser;
  }

  /** Opens a file. A file without Records, such as a digest file, has no rows. */
  static CloudTrailReader open(MeteredFile file, Map<String, Integer> columns) throws IOException {
    JsonParser parser = json().createParser(file.open());
    CloudTrailReader rows = new CloudTrailReader(parser, columns);
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(
          parser, "The file is not a JSON object", parser.currentTokenLocation());
    }
    rows.ended = !rows.seekRecords();
    return rows;
  }

  private boolean seekRecords() throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean records = parser.currentName().equals("Records");
      if (parser.nextToken() == JsonToken.START_ARRAY && records) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  @Override
  boolean next() throws IOException {
    if (ended) {
      return false;
    }
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      readToEnd();
      return false;
    }
    read(parser);
    return true;
  }

  /** Reads the file to its end, so that a truncated file is detected. */
  private void readToEnd() throws IOException {
    ended = true;
    while (parser.nextToken() != null) {
      parser.skipChildren();
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
