package dev.waybill.localcloud.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Versions of the most recently completed uploads, for clients that repeat a completion because its
 * response was lost. Thread-safe.
 */
final class CompletedUploads {
  private static final int MAX_ENTRIES = 1000;

  private final Map<String, StoredVersion> versions =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StoredVersion> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  synchronized void add(String uploadId, StoredVersion version) {
    versions.put(uploadId, version);
  }

  synchronized Optional<StoredVersion> get(String key, String uploadId) {
    return Optional.ofNullable(versions.get(uploadId)).filter(found -> found.key().equals(key));
  }
}
