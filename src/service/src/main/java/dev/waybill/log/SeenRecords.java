package dev.waybill.log;

/**
 * Bounded memory of records that the log has, by their 128-bit identities. When it is full, the
 * older half is forgotten; a duplicate of a forgotten record enters the log again and is harmless.
 */
final class SeenRecords {
  private static final int FIRST_SLOTS = 1024;
  private static final int LONGS = 2;

  /** Open-addressing set of pairs of longs; the pair of zeros marks a free slot. */
  private static final class Generation {
    private long[] slots = new long[FIRST_SLOTS * LONGS];
    private int size;

    boolean contains(long high, long low) {
      int at = slot(slots, high, low);
      return slots[at] != 0 || slots[at + 1] != 0;
    }

    void add(long high, long low) {
      if ((size + 1) * LONGS * LONGS > slots.length) {
        grow();
      }
      int at = slot(slots, high, low);
      if (slots[at] == 0 && slots[at + 1] == 0) {
        slots[at] = high;
        slots[at + 1] = low;
        size++;
      }
    }

    private void grow() {
      long[] larger = new long[slots.length * LONGS];
      for (int at = 0; at < slots.length; at += LONGS) {
        if (slots[at] != 0 || slots[at + 1] != 0) {
          int to = slot(larger, slots[at], slots[at + 1]);
          larger[to] = slots[at];
          larger[to + 1] = slots[at + 1];
        }
      }
      slots = larger;
    }

    /** Returns the index of the pair, or of the free slot for it. */
    private static int slot(long[] slots, long high, long low) {
      int mask = slots.length / LONGS - 1;
      int at = (int) high & mask;
      while (slots[LONGS * at] != high || slots[LONGS * at + 1] != low) {
        if (slots[LONGS * at] == 0 && slots[LONGS * at + 1] == 0) {
          break;
        }
        at = (at + 1) & mask;
      }
      return LONGS * at;
    }
  }

  private final int generationLimit;
  private Generation young = new Generation();
  private Generation old = new Generation();

  /**
   * @param limit number of records that are remembered at most; at least half of them are
   */
  SeenRecords(int limit) {
    generationLimit = Math.max(1, limit / 2);
  }

  /** Returns true when the record of an entry is remembered. */
  boolean contains(EncodedEntry entry) {
    return young.contains(entry.high(), entry.low()) || old.contains(entry.high(), entry.low());
  }

  /** Remembers the record of an entry. */
  void add(EncodedEntry entry) {
    if (young.size >= generationLimit) {
      old = young;
      young = new Generation();
    }
    young.add(entry.high(), entry.low());
  }

  /** Returns true when a further record makes the memory forget others. */
  boolean isFull() {
    return young.size >= generationLimit;
  }

  /** Returns the number of remembered records; one in both halves counts twice. */
  int size() {
    return young.size + old.size;
  }
}
