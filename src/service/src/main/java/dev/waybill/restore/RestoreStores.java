package dev.waybill.restore;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.InvalidLogException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The two buckets of a restore.
 *
 * @param copy the copy, whose content is untrusted input
 * @param bucket the provenance bucket
 * @param isWriting false when the restore only says what it would do
 */
public record RestoreStores(LogStore copy, LogStore bucket, boolean isWriting) {
  /** Stands for an object that is larger than any of Waybill's. */
  private static final byte[] TOO_LARGE = {};

  /** Returns the content of objects, in the order of their keys; read concurrently. */
  static List<Optional<byte[]>> contents(LogStore store, List<String> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    try {
      return store.findAll(keys).stream().map(it -> it.map(StoredObject::content)).toList();
    } catch (InvalidLogException tooLarge) {
      return keys.stream().map(it -> content(store, it)).toList();
    }
  }

  /** Returns the content of an object; empty bytes for one that is too large to be genuine. */
  static Optional<byte[]> content(LogStore store, String key) {
    try {
      return store.find(key).map(StoredObject::content);
    } catch (InvalidLogException tooLarge) {
      return Optional.of(TOO_LARGE);
    }
  }

  /**
   * Writes evidence into the bucket, unless it is there.
   *
   * @return false when another object is in its place
   */
  boolean write(String key, byte[] content, Keeping keeping) {
    return !isWriting
        || bucket.create(key, content, keeping)
        || content(bucket, key).filter(it -> Arrays.equals(it, content)).isPresent();
  }
}
