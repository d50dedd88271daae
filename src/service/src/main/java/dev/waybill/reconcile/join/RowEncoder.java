package dev.waybill.reconcile.join;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Encoder of one row. The order of the bytes of two rows is the order of their first different
 * part, because each text ends where no longer one can continue. For one thread.
 */
public final class RowEncoder {
  static final int ZERO = 0;
  static final int ESCAPED = 0xFF;
  private static final int CAPACITY = 256;

  private final ByteList bytes = new ByteList(CAPACITY);

  /** Adds a text that may contain every character. */
  public RowEncoder text(String text) {
    byte[] encoded = KeyBytes.of(text);
    if (text.indexOf('\0') < 0) {
      bytes.addAll(encoded);
    } else {
      addEscaped(encoded);
    }
    bytes.add(ZERO).add(ZERO);
    return this;
  }

  private void addEscaped(byte[] encoded) {
    for (byte each : encoded) {
      bytes.add(each);
      if (each == ZERO) {
        bytes.add(ESCAPED);
      }
    }
  }

  /** Adds a text or null, which is before every text. */
  public RowEncoder optional(@Nullable String text) {
    if (text == null) {
      bytes.add(ZERO);
      return this;
    }
    bytes.add(1);
    return text(text);
  }

  /** Adds a number from 0 to 255. */
  public RowEncoder small(int value) {
    bytes.add(value);
    return this;
  }

  /** Adds a number; negative ones are before positive ones. */
  public RowEncoder number(long value) {
    long ordered = value ^ Long.MIN_VALUE;
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes.add((int) (ordered >>> shift));
    }
    return this;
  }

  /** Adds a time. */
  public RowEncoder time(Instant time) {
    return number(time.getEpochSecond()).number(time.getNano());
  }

  /** Returns the row. */
  public byte[] row() {
    return bytes.toArray();
  }
}
