package dev.waybill.reconcile.join;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decoder of a row, part by part in the order in which they were encoded. For one thread. */
public final class RowDecoder {
  private final byte[] row;
  private int at;

  public RowDecoder(byte[] row) {
    this.row = row;
  }

  /** Returns a text. */
  public String text() {
    ByteList bytes = new ByteList(row.length - at);
    while (true) {
      byte next = row[at++];
      if (next == RowEncoder.ZERO && row[at++] == RowEncoder.ZERO) {
        return KeyBytes.text(bytes.toArray());
      }
      bytes.add(next);
    }
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
