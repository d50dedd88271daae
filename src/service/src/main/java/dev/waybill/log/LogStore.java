package dev.waybill.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Port to the objects of the log in the provenance bucket. Every method throws an unchecked
 * exception when the store cannot be reached or refuses the call.
 */
public interface LogStore {
  /** Retentions of objects. */
  enum Keeping {
    /** Retention of a record: the object is evidence. */
    RETAINED,
    /** Shortest retention that the bucket allows: the object is replaced or removed soon. */
    TEMPORARY
  }

  /** Object in a listing. */
  record Listed(String key, long size, Instant lastModified) {}

  /**
   * Version or delete marker in a listing of versions.
   *
   * @param eTag ETag of the version; null for a delete marker
   */
  record ListedVersion(
      String key,
      String versionId,
      boolean isLatest,
      @Nullable String eTag,
      long size,
      Instant lastModified) {
    /** Returns true for a delete marker. */
    public boolean isDeleteMarker() {
      return eTag == null;
    }
  }

  /** Returns an object; empty when it does not exist. */
  Optional<StoredObject> find(String key);

  /** Returns one version of an object; empty when it does not exist. */
  Optional<StoredObject> find(String key, String versionId);

  /**
   * Writes an object that does not exist yet.
   *
   * @return false when it exists
   */
  boolean create(String key, byte[] content, Keeping keeping);

  /**
   * Writes an object unless another writer has changed it.
   *
   * @param eTag the ETag that was read; null when there was no object
   * @return the new ETag; empty when another writer was first
   */
  Optional<String> replace(String key, byte[] content, @Nullable String eTag, Keeping keeping);

  /** Returns the objects below a prefix, in the order of their keys; pages are read lazily. */
  Stream<Listed> list(String prefix);

  /** Returns the objects below a prefix whose keys come after a key. */
  Stream<Listed> list(String prefix, String after);

  /**
   * Returns the versions and delete markers below a prefix in the order of their keys, the current
   * one of each key first, and then by their times. The order of versions and delete markers of one
   * second is not known.
   */
  Stream<ListedVersion> versions(String prefix);

  /** Removes objects from the listing; objects that do not exist are ignored. */
  void delete(Collection<String> keys);

  /** Returns the objects with these keys, in this order; read concurrently. */
  default List<Optional<StoredObject>> findAll(List<String> keys) {
    return keys.stream().map(this::find).toList();
  }

  /** Writes objects that do not exist yet, concurrently; returns the keys of those that exist. */
  default List<String> createAll(List<NewObject> objects) {
    return objects.stream()
        .filter(it -> !create(it.key(), it.content(), it.keeping()))
        .map(NewObject::key)
        .toList();
  }
}
