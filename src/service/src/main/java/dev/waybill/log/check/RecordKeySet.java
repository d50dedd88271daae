package dev.waybill.log.check;

import dev.waybill.record.object.Sha256;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Set of record keys by 128-bit hashes, in 24 to 48 bytes each. A key that is not in it cannot be
 * confused with one that is, but for a collision of half a SHA-256.
 */
public final class RecordKeySet {
  private static final int MIN_SLOTS = 1024;

  /** Hashes in open addressing, two numbers a slot; an empty slot has zeros. */
  private long[] slots = new long[2 * MIN_SLOTS];

  private BitSet marked = new BitSet();
  private int size;

  /**
   * Hash of a record key.
   *
   * @param high the first eight bytes, never zero
   * @param low the next eight bytes
   */
  public record KeyHash(long high, long low) {
    /** Returns the hash of a record key. */
    public static KeyHash of(String recordKey) {
      ByteBuffer hash = ByteBuffer.wrap(Sha256.hash(recordKey).bytes());
      long first = hash.getLong();
      return new KeyHash(first == 0 ? 1 : first, hash.getLong());
    }

    /** Returns true when the key belongs to one of several parts of all keys. */
    boolean isIn(int part, int parts) {
      return Long.remainderUnsigned(low, parts) == part;
    }
  }

  int size() {
    return size;
  }

  /** Adds a key; returns false when the set has it. */
  public boolean add(KeyHash key) {
    if (size * 3L >= slots.length) {
      grow();
    }
    int slot = slot(key);
    if (slots[2 * slot] != 0) {
      return false;
    }
    put(slot, key);
    size++;
    return true;
  }

  private void put(int slot, KeyHash key) {
    slots[2 * slot] = key.high();
    slots[2 * slot + 1] = key.low();
  }

  /** Returns the slot that has a key, or the empty one where it belongs. */
  private int slot(KeyHash key) {
    int count = slots.length / 2;
    int slot = (int) Long.remainderUnsigned(key.high(), count);
    while (slots[2 * slot] != 0
        && (slots[2 * slot] != key.high() || slots[2 * slot + 1] != key.low())) {
      slot = slot + 1 == count ? 0 : slot + 1;
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    BitSet oldMarked = marked;
    slots = new long[Math.multiplyExact(old.length, 2)];
    marked = new BitSet();
    for (int slot = 0; slot < old.length / 2; slot++) {
      if (old[2 * slot] != 0) {
        KeyHash key = new KeyHash(old[2 * slot], old[2 * slot + 1]);
        int target = slot(key);
        put(target, key);
        marked.set(target, oldMarked.get(slot));
      }
    }
  }

  /** Returns true when the set has a key. */
  public boolean contains(KeyHash key) {
    return slots[2 * slot(key)] != 0;
  }

  /** Marks a key; returns false when the set does not have it. */
  boolean mark(KeyHash key) {
    int slot = slot(key);
    if (slots[2 * slot] == 0) {
      return false;
    }
    marked.set(slot);
    return true;
  }

  /** Returns true when the set has a key that was not marked. */
  boolean isUnmarked(KeyHash key) {
    int slot = slot(key);
    return slots[2 * slot] != 0 && !marked.get(slot);
  }

  /** Returns the number of keys that were not marked. */
  int unmarked() {
    return size - marked.cardinality();
  }
}
