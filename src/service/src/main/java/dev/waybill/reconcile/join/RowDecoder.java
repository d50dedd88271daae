package dev.waybill.reconcile.join;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decoder of a row, part by part in the order in which they were encoded. For one thread. */
public final class RowDecoder {
  private static final int END_BYTES = 2;

  private final byte[] row;
  private int at;

  public RowDecoder(byte[] row) {
    this.row = row;
  }

  /** Returns a text. */
  public String text() {
    int begin = at;
    boolean isEscaped = false;
    boolean isOpen = true;
    while (isOpen) {
      if (row[at++] == RowEncoder.ZERO) {
        // Two zeros end a text; a zero in it is escaped.
        isOpen = row[at++] != RowEncoder.ZERO;
        isEscaped |= isOpen;
      }
    }
    byte[] bytes = Arrays.copyOfRange(row, begin, at - END_BYTES);
    return KeyBytes.text(isEscaped ? unescaped(bytes) : bytes);
  }

  private static byte[] unescaped(byte[] bytes) {
    ByteList list = new ByteList(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      list.add(bytes[i]);
      i += bytes[i] == RowEncoder.ZERO ? 1 : 0;
    }
    return list.toArray();
  }

  /** Returns a text or null. */
  public @Nullable String optional() {
    return row[at++] == RowEncoder.ZERO ? null : text();
  }

  /** Returns a number from 0 to 255. */
  public int small() {
    return row[at++] & 0xFF;
  }

  /** Returns a number. */
  public long number() {
    long ordered = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      ordered = ordered << Byte.SIZE | small();
    }
    return ordered ^ Long.MIN_VALUE;
  }

  /** Returns a time. */
  public Instant time() {
    return Instant.ofEpochSecond(number(), number());
  }
}
