package dev.waybill.localcloud.athena.engine;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** One JSON object a line, as Hive's text files have it. Lines of blanks are skipped. */
final class LineRows extends RowReader {
  private final InputStream in;
  private final boolean lenient;
  private int number;

  LineRows(InputStream in, boolean lenient, Map<String, Integer> wanted) {
    super(wanted);
    this.in = in;
    this.lenient = lenient;
  }

  @Override
  boolean next() throws IOException {
    for (; ; ) {
      Line line = new Line(in);
      number++;
      boolean row = row(line);
      line.skipRest();
      if (row || line.last()) {
        return row;
      }
    }
  }

  private boolean row(Line line) throws IOException {
    try (JsonParser parser = json().createParser(line)) {
      if (parser.nextToken() == null) {
        return false;
      }
      read(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more follows", parser.currentTokenLocation());
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

  /** A stream that ends with the line, so that a parser reads no further. */
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
    public int read(byte[] into, int offset, int length) throws IOException {
      int got = 0;
      while (got < length) {
        int one = read();
        if (one < 0) {
          break;
        }
        into[offset + got++] = (byte) one;
      }
      return got == 0 && length > 0 ? -1 : got;
    }

    void skipRest() throws IOException {
      int one = read();
      while (one >= 0) {
        one = read();
      }
    }
  }
}
