package dev.waybill.reconcile.join;

import java.util.Arrays;

/** Growing list of bytes. For one thread. */
final class ByteList {
  private byte[] bytes;
  private int size;

  ByteList(int capacity) {
    this.bytes = new byte[Math.max(1, capacity)];
  }

  /** Adds the low eight bits of a number. */
  ByteList add(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  ByteList addAll(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
