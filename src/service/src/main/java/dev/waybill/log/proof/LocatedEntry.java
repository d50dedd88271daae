package dev.waybill.log.proof;

import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TreeHash;

/** Entry at its place in the log. */
public final class LocatedEntry {
  private final long index;
  private final LogEntry entry;
  private final byte[] bytes;

  LocatedEntry(long index, LogEntry entry, byte[] bytes) {
    this.index = index;
    this.entry = entry;
    this.bytes = bytes.clone();
  }

  /** Returns the index in the log. */
  public long index() {
    return index;
  }

  /** Returns the entry. */
  public LogEntry entry() {
    return entry;
  }

  /** Returns a copy of the entry's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the hash of the entry's bytes in the tree. */
  public TreeHash leafHash() {
    return TreeHash.ofEntry(bytes);
  }
}
