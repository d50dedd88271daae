package dev.waybill.localcloud.athena.engine;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;

/** The Records of one CloudTrail file. */
final class CloudTrailRows extends RowReader {
  private final JsonParser parser;
  private boolean ended;

  private CloudTrailRows(JsonParser parser, Map<String, Integer> wanted) {
    super(wanted);
    this.parser = parser;
  }

  /** A file without Records, such as a digest, has no rows. */
  static CloudTrailRows open(MeteredFile file, Map<String, Integer> wanted) throws IOException {
    JsonParser parser = json().createParser(file.open());
    CloudTrailRows rows = new CloudTrailRows(parser, wanted);
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "no JSON object", parser.currentTokenLocation());
    }
    rows.ended = !rows.seek();
    return rows;
  }

  private boolean seek() throws IOException {
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
      finish();
      return false;
    }
    read(parser);
    return true;
  }

  /** What follows the rows is read too, so that a file that was cut off there is found out. */
  private void finish() throws IOException {
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
