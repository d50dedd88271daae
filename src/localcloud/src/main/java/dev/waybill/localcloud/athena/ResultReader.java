package dev.waybill.localcloud.athena;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Row-by-row reader of a result file. Not thread-safe. */
final class ResultReader implements AutoCloseable {
  private final InputStream in;
  private final boolean csv;
  private long position;

  /**
   * Constructs a reader.
   *
   * @param csv true for Athena's CSV; otherwise each line is a row of one value
   */
  ResultReader(InputStream in, boolean csv) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.csv = csv;
  }

  /** Returns the number of bytes read so far. */
  long position() {
    return position;
  }

  /** Returns the next row; null after the last one. */
  @Nullable List<@Nullable String> next() throws IOException {
    int first = read();
    if (first < 0) {
      return null;
    }
    List<@Nullable String> row = new ArrayList<>();
    if (!csv) {
      row.add(readUntil('\n', first));
      return row;
    }
    int c = first;
    do {
      c = field(c, row);
    } while (c != '\n');
    return row;
  }

  /**
   * Reads one field and its terminator. Returns the first character of the next field, or the row's
   * end.
   */
  private int field(int first, List<@Nullable String> row) throws IOException {
    int c = first;
    if (c == '"') {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      c = quoted(text);
      row.add(text.toString(StandardCharsets.UTF_8));
    } else {
      row.add(null);
    }
    if (c == '\n') {
      return c;
    }
    int next = read();
    if (next == '\n') {
      row.add(null);
    }
    return next;
  }

  /** Reads a quoted text. Returns the character after the closing quote. */
  private int quoted(ByteArrayOutputStream into) throws IOException {
    for (; ; ) {
      int c = readRequired();
      if (c == '"') {
        int after = readRequired();
        if (after != '"') {
          return after;
        }
      }
      into.write(c);
    }
  }

  private String readUntil(char end, int first) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int c = first; c >= 0 && c != end; c = read()) {
      text.write(c);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private int readRequired() throws IOException {
    int c = read();
    if (c < 0) {
      throw new IOException("The result file ends within a row");
    }
    return c;
  }

  private int read() throws IOException {
    int c = in.read();
    position += c < 0 ? 0 : 1;
    return c;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
