package dev.waybill.localcloud.athena;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a result file row by row. Not thread-safe. */
final class ResultReader implements AutoCloseable {
  private final InputStream in;
  private final boolean csv;
  private long position;

  /**
   * @param csv whether it is Athena's CSV; else a line is a row of one value
   */
  ResultReader(InputStream in, boolean csv) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.csv = csv;
  }

  /** How many bytes the rows had so far. */
  long position() {
    return position;
  }

  /** The next row; null after the last. */
  @Nullable List<@Nullable String> next() throws IOException {
    int first = read();
    if (first < 0) {
      return null;
    }
    List<@Nullable String> row = new ArrayList<>();
    if (!csv) {
      row.add(until('\n', first));
      return row;
    }
    int c = first;
    do {
      c = field(c, row);
    } while (c != '\n');
    return row;
  }

  /** Reads one field and what ends it; the first character of the next, or the row's end. */
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

  /** Reads to the end of the quotes; what comes after them. */
  private int quoted(ByteArrayOutputStream into) throws IOException {
    for (; ; ) {
      int c = must();
      if (c == '"') {
        int after = must();
        if (after != '"') {
          return after;
        }
      }
      into.write(c);
    }
  }

  private String until(char end, int first) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int c = first; c >= 0 && c != end; c = read()) {
      text.write(c);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private int must() throws IOException {
    int c = read();
    if (c < 0) {
      throw new IOException("the result ends within a row");
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
