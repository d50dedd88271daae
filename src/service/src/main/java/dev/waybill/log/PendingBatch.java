package dev.waybill.log;

import dev.waybill.record.log.InvalidLogException;
import java.util.List;

/**
 * Entries of one object below the pending prefix: durable, but not in the tree yet.
 *
 * @param key key of the object
 * @param entries the entries, at least one
 */
record PendingBatch(String key, List<EncodedEntry> entries) {
  /** Limit for the entries of a batch. */
  static final int MAX_ENTRIES = 1024;

  /** Limit for the size of a batch, in bytes. */
  static final int MAX_BYTES = 2 * 1024 * 1024;

  PendingBatch {
    entries = List.copyOf(entries);
  }

  /**
   * Parses an object, which is untrusted input.
   *
   * @throws InvalidLogException when it is no batch
   */
  static PendingBatch parse(String key, byte[] content) {
    if (content.length > MAX_BYTES) {
      throw new InvalidLogException("the batch has " + content.length + " bytes");
    }
    List<EncodedEntry> entries = EncodedEntry.ofBundle(content, MAX_ENTRIES);
    if (entries.isEmpty()) {
      throw new InvalidLogException("the batch has no entry");
    }
    return new PendingBatch(key, entries);
  }

  /** Returns the bytes of the object. */
  byte[] content() {
    return EncodedEntry.bundle(entries);
  }

  /** Returns the size of the object in bytes. */
  int bytes() {
    return entries.stream().mapToInt(EncodedEntry::bundleBytes).sum();
  }
}
