package dev.waybill.localcloud.athena.engine;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Reader of files with one JSON object a line. Blank lines are skipped. */
final class JsonLineReader extends RowReader {
  private final InputStream in;
  private final boolean lenient;
  private int number;

  JsonLineReader(InputStream in, boolean lenient, Map<String, Integer> columns) {
    super(columns);
    this.in = in;
    this.lenient = lenient;
  }

  @Override
  boolean next() throws IOException {
    for (; ; ) {
      Line line = new Line(in);
      number++;
      boolean row = readRow(line);
      line.skipRest();
      if (row || line.last()) {
        return row;
      }
    }
  }

  private boolean readRow(Line line) throws IOException {
    try (JsonParser parser = json().createParser(line)) {
      if (parser.nextToken() == null) {
        return false;
      }
      read(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(
            parser, "The line has more than one JSON value", parser.currentTokenLocation());
      }
      return true;
    } catch (JsonProcessingException e) {
      clear();
      if (!lenient) {
        throw new IOException("line " + number + " is not one valid JSON object", e);
      }
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Stream that ends at the end of the line, so that the parser does not read further. */
  private static final class Line extends InputStream {
    private final InputStream in;
    private boolean ended;
    private boolean last;

    Line(InputStream in) {
      this.in = in;
    }

    boolean last() {
      return last;
    }

    @Override
    public int read() throws IOException {
      if (ended) {
        return -1;
      }
      int one = in.read();
      last = one < 0;
      ended = last || one == '\n';
      return ended ? -1 : one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = 0;
      while (count < length) {
        int one = read();
        if (one < 0) {
          break;
        }
        buffer[offset + count++] = (byte) one;
      }
      return count == 0 && length > 0 ? -1 : count;
    }

    void skipRest() throws IOException {
      int one = read();
      while (one >= 0) {
        one = read();
      }
    }
  }
}
