package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reader of the complete lines of a journal; an incomplete last line is left out. */
final class JournalLines {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER];
  private int start;
  private int end;

  JournalLines(InputStream in) {
    this.in = in;
  }

  /** Returns the next line without its end; null when there is none. */
  byte @Nullable [] next() throws IOException {
    int at = start;
    while (true) {
      for (; at < end; at++) {
        if (buffer[at] == '\n') {
          byte[] line = Arrays.copyOfRange(buffer, start, at);
          start = at + 1;
          return line;
        }
      }
      at -= start;
      if (!fill()) {
        return null;
      }
    }
  }

  /** Moves the begun line to the front and reads on; returns false at the end of the file. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
    return read >= 0;
  }
}
