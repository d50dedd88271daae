package dev.waybill.record;

import java.time.Instant;

/** Record as the store holds it. */
public final class StoredRecord {
  private final byte[] bytes;
  private final Instant storedAt;

  /**
   * Creates the pair.
   *
   * @param bytes the record, as it was written
   * @param storedAt time at which the store received the record, by the store's own clock
   */
  public StoredRecord(byte[] bytes, Instant storedAt) {
    this.bytes = bytes.clone();
    this.storedAt = storedAt;
  }

  /** Returns a copy of the record. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the time at which the store received the record. */
  public Instant storedAt() {
    return storedAt;
  }
}
