package dev.waybill.reconcile.inventory.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8 text, of which one at a time is in memory, within limits. */
final class BoundedLines {
  private static final int BUFFER = 64 * 1024;
  private static final int FIRST_LINE = 1024;

  private final InputStream in;
  private final InventoryLimits limits;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int end;
  private long total;
  private byte[] line = new byte[FIRST_LINE];
  private int length;

  BoundedLines(InputStream in, InventoryLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  /**
   * Returns the next line without its line feed; null at the end.
   *
   * @throws FlawedInventoryException when a line or all of them are too long, or not UTF-8
   */
  @Nullable String next() throws IOException {
    length = 0;
    while (true) {
      if (position == end && !fill()) {
        return length == 0 ? null : text();
      }
      int start = position;
      while (position < end && buffer[position] != '\n') {
        position++;
      }
      append(start, position - start);
      if (position < end) {
        position++;
        return text();
      }
    }
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer, 0, BUFFER);
    position = 0;
    end = Math.max(read, 0);
    total += end;
    if (total > limits.inflatedBytes()) {
      throw tooLarge("the rows of a file have more than " + limits.inflatedBytes() + " bytes");
    }
    return read >= 0;
  }

  private void append(int start, int count) throws FlawedInventoryException {
    if (length + count > limits.lineBytes()) {
      throw tooLarge("a row has more than " + limits.lineBytes() + " bytes");
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + count));
    }
    System.arraycopy(buffer, start, line, length, count);
    length += count;
  }

  private String text() throws FlawedInventoryException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(line, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new FlawedInventoryException(InventoryFlaw.ROW_MALFORMED, "a row is not UTF-8");
    }
  }

  private static FlawedInventoryException tooLarge(String text) {
    return new FlawedInventoryException(InventoryFlaw.TOO_LARGE, text);
  }
}
